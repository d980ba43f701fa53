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
    panel, weights = parts.panel, declared(parts.panel)
    facility_means = parts.heard(weights).value
    still = np.zeros_like(facility_means)
    stand_in = parts.estimates(facility_means, weights, still)[0][..., 0].transpose(1, 0, 2)
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
    if np.isnan(panel.sizes).all():
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
    panel, credited = parts.panel, parts.panel.facilities
    part = parts.strata.part
    part = np.concatenate([part.any(axis=2, keepdims=True), part], axis=2)
    overall_scores = [table[:, None] for table in panel.whole.T]
    pairs = zip(
        overall_scores, (credited.scores, credited.low, credited.high, credited.answered), strict=True
    )
    value, low, high, answered = (np.concatenate(pair, axis=1) for pair in pairs)
    silent = panel.silent[:, :, None]
    received = _total(panel, ~np.isnan(low) * panel.weights[:, None])
    answering = received > 0
    tables = {
        "value": _mean(panel, value),
        "low": np.where(answering, _mean(panel, low), 0.0),
        "high": np.where(answering, _mean(panel, high), 1.0),
        "answered": np.where(answering, _mean(panel, answered), 0.0),
    }
    total = received + silent
    for name, end, missing in (("floor", "low", 0.0), ("ceiling", "high", 1.0)):
        received_mean = tables[end]
        tables[name] = np.divide(
            received_mean * received + missing * silent, total, out=received_mean.copy(), where=total > 0
        )
    account = Account(**{name: np.where(part, table, np.nan) for name, table in tables.items()})
    counted = _total(panel, (~np.isnan(value)).astype(float))
    return (_without_register(account) if np.isnan(panel.sizes).all() else account), counted


def _total(panel: Panel, rows: Floats) -> Floats:
    """Facilities' rows (F, N) summed over their strata (P, H, N)."""
    table = np.zeros((len(panel.provinces), len(panel.types), rows.shape[1]))
    np.add.at(table, (panel.province, panel.type), rows)
    return table


def _mean(panel: Panel, rows: Floats) -> Floats:
    """The weighted means of rows (F, N) in their strata (P, H, N); NaN where there are none."""
    weights = np.where(np.isnan(rows), 0.0, panel.weights[:, None])
    total = _total(panel, weights)
    earned = _total(panel, weights * np.nan_to_num(rows))
    return np.asarray(np.divide(earned, total, out=np.full(total.shape, np.nan), where=total > 0))


def _departments(parts: Blend) -> Account:
    """The departments' conditions and the weighted means of them; where several became one, their mean."""
    panel, strata = parts.panel, parts.strata
    has_department, answers = panel.department_of >= 0, panel.departments
    columns = panel.department_of[has_department]
    empty = {"value": np.nan, "low": 0.0, "high": 1.0, "answered": 0.0}
    tables = {}
    for name, rows in zip(empty, (answers.scores, answers.low, answers.high, answers.answered), strict=True):
        department_rows = rows[:, columns]
        count, total = (np.zeros((len(panel.provinces), len(columns))) for _ in range(2))
        np.add.at(count, answers.province, (~np.isnan(department_rows)).astype(float))
        np.add.at(total, answers.province, np.nan_to_num(department_rows))
        table = np.full(strata.department.shape, np.nan)
        table[:, has_department] = np.divide(
            total, count, out=np.full(total.shape, empty[name]), where=count > 0
        )
        geometric = panel.facility.root and name != "answered"
        weights = panel.province_weights[None]
        tables[name] = with_overall(table[..., None], strata.department, weights, geometric=geometric)[..., 0]
    return Account(**tables, floor=tables["low"], ceiling=tables["high"])


def _without_register(account: Account) -> Account:
    """Nobody knows who is silent: no floor and no ceiling."""
    unknown = np.full(account.value.shape, np.nan)
    return account._replace(floor=unknown, ceiling=unknown)
