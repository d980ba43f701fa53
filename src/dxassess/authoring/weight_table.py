"""What everything weighs, declared and effective, and what that rewards: tables in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from dxassess.authoring.booklet import weight_words
from dxassess.authoring.validity import Check, validity
from dxassess.frozen import Frozen
from dxassess.law.acts import duties
from dxassess.questionnaire.effective import RespondentKind, effective_weights, kinds
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, FacilityType, Indicator, Questionnaire
from dxassess.wording.wording import Wording, wording

DUTY = "§"
"""Marks an item that hangs on a duty in force on the day on which the version was issued."""
_NONE = "–"
WeighedLine = Indicator | Item
_LEVELS = ("paper_level", "desk_level", "work_level")


class WeightTable(Frozen):
    """Heads and rows, all text. `note` explains the marks ("" if there are none)."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def weight_tables(q: Questionnaire, language: str) -> tuple[WeightTable, ...]:
    """Conditions, types, items and tests of validity of `q`; of what it has. Pure."""
    say = wording("authoring", language)
    all_tables = (_conditions(q, say), _types(q, say), _items(q, say), _tests(q, say))
    return tuple(table for table in all_tables if table.rows)


def _conditions(q: Questionnaire, say: Wording) -> WeightTable:
    own_heads = ("province_weight", "caps") if q.respondent == "facility" else ("lambda",)
    heads = ("code", "condition", "weight", *own_heads, "why")
    return WeightTable(
        title=say.text("weights.conditions"),
        heads=tuple(say.text(f"weights.{head}") for head in heads),
        rows=tuple(_condition(c, say) for c in q.conditions),
    )


def _condition(c: Condition, say: Wording) -> tuple[str, ...]:
    numbers = [weight_words(c.weight if c.province_weight is None else c.province_weight, say), str(c.caps)]
    if c.share is not None:
        numbers = [weight_words(c.share, say)]
    return (c.code, c.short[say.language], weight_words(c.weight, say), *numbers, _why(c, say))


def _types(q: Questionnaire, say: Wording) -> WeightTable:
    return WeightTable(
        title=say.text("weights.types"),
        heads=tuple(say.text(f"weights.{head}") for head in ("type", "omega", "why")),
        rows=tuple((t.name[say.language], weight_words(t.weight, say), _why(t, say)) for t in q.types),
    )


def _items(q: Questionnaire, say: Wording) -> WeightTable:
    """A column for each kind of respondent; kinds for which all is alike share one."""
    lines: list[WeighedLine] = []
    for indicator in (i for c in q.conditions for i in c.indicators):
        lines += (indicator, *(item for item in indicator.items if item.scored))
    columns = _columns(q, lines, say)
    rows = (
        (line.code, _named(line, say), weight_words(line.weight, say), *shares, _why(line, say))
        for line, *shares in zip(lines, *columns.values(), strict=True)
    )
    heads = ("code", "question", "weight", *columns, "why")
    return WeightTable(
        title=say.text("weights.items"),
        heads=tuple(head if head in columns else say.text(f"weights.{head}") for head in heads),
        rows=tuple(rows),
        note=say.text("weights.duty", day=say.date(q.issued)) if q.issued else "",
    )


def _columns(q: Questionnaire, lines: Sequence[WeighedLine], say: Wording) -> dict[str, tuple[str, ...]]:
    """The shares of the lines, by the names of those for whom they are so."""
    kinds_by_column: dict[tuple[str, ...], list[str]] = {}
    for kind in kinds(q):
        weights = effective_weights(q, kind)
        column = tuple(_share(q, line, kind, weights, say) for line in lines)
        kinds_by_column.setdefault(column, []).append(kind_name(q, kind, say))
    return {", ".join(names): column for column, names in kinds_by_column.items()}


def kind_name(q: Questionnaire, kind: RespondentKind, say: Wording) -> str:
    """A kind of respondent in words."""
    if not kind.type:
        return say.text("show.everyone")
    name = next(t.name[say.language] for t in q.types if t.code == kind.type)
    return name if kind.beds else say.text("weights.no_beds", name=name)


def _share(
    q: Questionnaire, line: WeighedLine, kind: RespondentKind, weights: Mapping[str, float], say: Wording
) -> str:
    if isinstance(line, Indicator):
        return _percent(fsum(weights.get(item.code, 0.0) for item in line.items), say)
    share = weights.get(line.code, 0.0)
    bound = q.issued is not None and duties(line.law, kind=kind.type or "department", day=q.issued)
    return _percent(share, say) + (f" {DUTY}" if share and bound else "")


def _named(line: WeighedLine, say: Wording) -> str:
    return (line.name if isinstance(line, Indicator) else line.text)[say.language]


def _percent(share: float, say: Wording) -> str:
    return say.number(100 * share, 2) if share else _NONE


def _tests(q: Questionnaire, say: Wording) -> WeightTable:
    """A row for each kind of facility, a column for each test; the item of the largest and smallest share."""
    checks = validity(q)
    tests = tuple(dict.fromkeys(check.test for check in checks))
    rows = []
    for kind in dict.fromkeys(RespondentKind(check.type, check.beds) for check in checks):
        kind_checks = [check for check in checks if (check.type, check.beds) == kind]
        texts = ("; ".join(_told(c, say) for c in kind_checks if c.test == test) or _NONE for test in tests)
        rows.append((kind_name(q, kind, say), *texts))
    bars = ("", *(_bars([c for c in checks if c.test == test], say) for test in tests))
    return WeightTable(
        title=say.text("weights.tests"),
        heads=(say.text("weights.type"), *(say.text(f"weights.test.{test}") for test in tests)),
        rows=(bars, *rows) if rows else (),
        note=say.text("weights.untested") if rows else "",
    )


def _told(check: Check, say: Wording) -> str:
    text = _value(check, check.value, say) + (f" ({check.of})" if check.of else "")
    return text if check.holds else f"{text} {say.text('weights.fails' if check.tested else 'weights.shown')}"


def _bars(checks: list[Check], say: Wording) -> str:
    """The bar where it is the same for all, else nothing: the largest item's depends on the form."""
    bars = {(check.least, check.most) for check in checks}
    if len(bars) > 1:
        return ""
    ((least, most),) = bars
    parts = [f"≥ {_value(checks[0], least, say)}"] if least is not None else []
    parts += [f"≤ {_value(checks[0], most, say)}"] if most is not None else []
    return ", ".join(parts)


def _value(check: Check, value: float, say: Wording) -> str:
    if check.test in _LEVELS:
        return say.number(value, 0)
    return say.number(100 * value, 1 if check.test not in ("smallest", "showing") else 2) + " %"


def _why(weighed: WeighedLine | Condition | FacilityType, say: Wording) -> str:
    why = None if isinstance(weighed, Indicator) else weighed.why
    return "" if why is None else why[say.language]
