"""One account of every stratum, facility component and province under the declared weights: what is credited,
bounds, floor and ceiling, answered share (method.md §3, §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dxassess.statistics.blend import Blend, declared, with_overall
from dxassess.statistics.panel import Floats, Panel


class Account(NamedTuple):
    """What is known of many things at once, all in [0, 1], NaN where there is nothing of the kind: the value
    that is credited; bounds; floor and ceiling, in which every silent registered respondent is at 0 and at 1;
    answered share."""

    value: Floats
    low: Floats
    high: Floats
    floor: Floats
    ceiling: Floats
    answered: Floats


@dataclass(frozen=True, eq=False)
class Accounts:
    """Overall first, then the conditions: `strata` (P, H, 1 + K), `departments`, `facilities` and `provinces`
    (P, 1 + K); `counted` (P, H, 1 + K): how many facilities of a stratum are credited something. `estimates`
    (P, H, 1 + K): what stands in for silent strata, NaN elsewhere."""

    strata: Account
    counted: Floats
    estimates: Floats
    departments: Account
    facilities: Account
    provinces: Account


def draw_up(parts: Blend) -> Accounts:
    """The accounts of the round."""
    found, weights = parts.panel, declared(parts.panel)
    heard = parts.heard(weights).value
    still = np.zeros_like(heard)
    stand_in = parts.estimates(heard, weights, still)[0][..., 0].transpose(1, 0, 2)
    strata, counted = _strata(parts)
    departments = _departments(parts)
    empty = {"value": np.nan, "low": 0.0, "high": 1.0, "floor": 0.0, "ceiling": 1.0, "answered": 0.0}
    values = np.where(parts.strata.estimated, stand_in, strata.value[:, :, 1:])
    tables = {**strata._asdict(), "value": np.concatenate([strata.value[:, :, :1], values], axis=2)}
    joined = {
        name: parts.join(
            np.nan_to_num(tables[name][:, :, 1:]).transpose(1, 0, 2)[..., None],
            getattr(departments, name)[:, 1:, None],
            weights,
            empty=empty[name],
            plain=name == "answered",
        )
        for name in Account._fields
    }
    facilities, provinces = (
        Account(**{name: getattr(scores, part)[..., 0] for name, scores in joined.items()})
        for part in ("facility", "province")
    )
    if np.isnan(found.sizes).all():
        facilities, provinces = _without_register(facilities), _without_register(provinces)
    estimates = np.where(parts.strata.estimated, stand_in, np.nan)
    return Accounts(
        strata=strata,
        counted=counted,
        estimates=np.concatenate([np.full(estimates[:, :, :1].shape, np.nan), estimates], axis=2),
        departments=departments,
        facilities=facilities,
        provinces=provinces,
    )


def _strata(parts: Blend) -> tuple[Account, Floats]:
    """The strata, NaN where a condition is no part of the province there, and how many are credited."""
    found, own = parts.panel, parts.panel.facilities
    part = parts.strata.part
    part = np.concatenate([part.any(axis=2, keepdims=True), part], axis=2)
    whole = [table[:, None] for table in found.whole.T]
    pairs = zip(whole, (own.scores, own.low, own.high, own.answered), strict=True)
    value, low, high, answered = (np.concatenate(pair, axis=1) for pair in pairs)
    silent = found.silent[:, :, None]
    received = _total(found, ~np.isnan(low) * found.weights[:, None])
    heard = received > 0
    tables = {
        "value": _mean(found, value),
        "low": np.where(heard, _mean(found, low), 0.0),
        "high": np.where(heard, _mean(found, high), 1.0),
        "answered": np.where(heard, _mean(found, answered), 0.0),
    }
    total = received + silent
    for name, end, missing in (("floor", "low", 0.0), ("ceiling", "high", 1.0)):
        kept = tables[end]
        tables[name] = np.divide(kept * received + missing * silent, total, out=kept.copy(), where=total > 0)
    account = Account(**{name: np.where(part, table, np.nan) for name, table in tables.items()})
    counted = _total(found, (~np.isnan(value)).astype(float))
    return (_without_register(account) if np.isnan(found.sizes).all() else account), counted


def _total(found: Panel, rows: Floats) -> Floats:
    """Facilities' rows (F, N) summed over their strata (P, H, N)."""
    table = np.zeros((len(found.provinces), len(found.types), rows.shape[1]))
    np.add.at(table, (found.province, found.type), rows)
    return table


def _mean(found: Panel, rows: Floats) -> Floats:
    """The weighted means of rows (F, N) in their strata (P, H, N); NaN where there are none."""
    weights = np.where(np.isnan(rows), 0.0, found.weights[:, None])
    total = _total(found, weights)
    earned = _total(found, weights * np.nan_to_num(rows))
    return np.asarray(np.divide(earned, total, out=np.full(total.shape, np.nan), where=total > 0))


def _departments(parts: Blend) -> Account:
    """The departments' conditions and the weighted means of them; where several became one, their mean."""
    found, known = parts.panel, parts.strata
    asked, answers = found.department_of >= 0, found.departments
    columns = found.department_of[asked]
    empty = {"value": np.nan, "low": 0.0, "high": 1.0, "answered": 0.0}
    tables = {}
    for name, rows in zip(empty, (answers.scores, answers.low, answers.high, answers.answered), strict=True):
        own = rows[:, columns]
        count, total = (np.zeros((len(found.provinces), len(columns))) for _ in range(2))
        np.add.at(count, answers.province, (~np.isnan(own)).astype(float))
        np.add.at(total, answers.province, np.nan_to_num(own))
        table = np.full(known.department.shape, np.nan)
        table[:, asked] = np.divide(total, count, out=np.full(total.shape, empty[name]), where=count > 0)
        geometric = found.facility.root and name != "answered"
        weights = found.province_weights[None]
        tables[name] = with_overall(table[..., None], known.department, weights, geometric=geometric)[..., 0]
    return Account(**tables, floor=tables["low"], ceiling=tables["high"])


def _without_register(account: Account) -> Account:
    """Nobody knows who is silent: no floor and no ceiling."""
    unknown = np.full(account.value.shape, np.nan)
    return account._replace(floor=unknown, ceiling=unknown)
