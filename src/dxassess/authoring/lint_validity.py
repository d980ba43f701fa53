"""What an instrument rewards and should not, and weights that nobody gave a reason for (method.md §13)."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.authoring.remark import Remark
from dxassess.authoring.validity import Check, validity
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items

_LEVELS = ("paper_level", "desk_level", "work_level")


def validity_remarks(q: Questionnaire) -> Iterator[Remark]:
    """A remark for each test that does not hold, on each kind of facility."""
    paths = {item.code: path for path, item, _, _ in placed_items(q)}
    for check in validity(q):
        if check.tested and not check.holds:
            yield Remark(
                severity="warning",
                path=f"{paths[check.of]}.weight" if check.of else "conditions",
                code=f"validity_{check.test}",
                of=check.of or (q.state or ""),
                detail=f"{_kind(check)}: {_said(check, check.value)} ({_bar(check)})",
            )


def _kind(check: Check) -> str:
    return check.type if check.beds else f"{check.type} (0)"


def _bar(check: Check) -> str:
    least = [f"≥ {_said(check, check.least)}"] if check.least is not None else []
    most = [f"≤ {_said(check, check.most)}"] if check.most is not None else []
    return ", ".join((*least, *most))


def _said(check: Check, value: float) -> str:
    """A level as it is, everything else in per cent, the same in both languages."""
    return f"{value:g}" if check.test in _LEVELS else f"{100 * value:.3g} %"


def reason_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Once a questionnaire gives reasons for its weights, every weight needs one."""
    scored = [(path, item) for path, item, _, _ in placed_items(q) if item.scored]
    if not any(item.why for _, item in scored):
        return
    bare = [(f"{path}.why", item.code) for path, item in scored if item.why is None]
    bare += [(f"conditions.{n}.why", c.code) for n, c in enumerate(q.conditions) if c.why is None]
    bare += [(f"types.{n}.why", t.code) for n, t in enumerate(q.types) if t.why is None]
    for path, code in bare:
        yield Remark(severity="warning", path=path, code="weight_without_reason", of=code)
