"""What is new since the last publication of a round: whatever the reports opened with and open with now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxassess.report.value.model import Report, Summary
from dxassess.report.value.say import count, listed, say, score
from dxassess.report.value.words import Message, Number
from dxassess.wording.wording import round_half_up

_MOST = 6
"""How many provinces are told of one by one: the front page is one page."""


def with_news(reports: Sequence[Report], before: Sequence[Report]) -> tuple[Report, ...]:
    """`reports` with what is new since those `before`, told by the region's. Nothing is new where there were
    none, or where they were of another round; where the reports are the same, what was new stays so. It is
    found from the lines that both publications opened with, so it tells readers nothing that they were not
    told."""
    old = next((report for report in before if report.kind == "region"), None)
    region = next(report for report in reports if report.kind == "region")
    if old is None or old.round != region.round:
        return tuple(reports)
    same = [_without_news(report) for report in before] == list(reports)
    news = old.news if same else (*_since(old, region), *_told(before, reports))
    return tuple(
        report.model_copy(update={"news": news}) if report is region else report for report in reports
    )


def _without_news(report: Report) -> Report:
    return report.model_copy(update={"news": ()}) if report.news else report


def _since(old: Report, region: Report) -> tuple[Message, ...]:
    """How many more answers there are in all."""
    return tuple(_answers("news.answers", old.summary, region.summary))


def _told(before: Sequence[Report], reports: Sequence[Report]) -> Iterator[Message]:
    """Who joined or left, and what moved in each province: the largest moves first, at equal ones in the
    order of the reports."""
    old, new = _provinces(before), _provinces(reports)
    joined = [report for stem, report in new.items() if stem not in old]
    left = [report for stem, report in old.items() if stem not in new]
    if joined:
        yield say("news.joined", names=_names(joined))
    if left:
        yield say("news.left", names=_names(left))
    stayed = [report for stem, report in new.items() if stem in old]
    moved = [report for report in stayed if any(_changes(old[report.stem], report))]
    moved.sort(key=lambda report: -_size(old[report.stem].summary, report.summary))
    for report in moved[:_MOST]:
        changes = listed(list(_changes(old[report.stem], report)))
        yield say("news.province", province=report.subject, changes=changes)
    if moved[_MOST:]:
        yield say("news.others", names=_names(moved[_MOST:]))
    if not moved and not joined and not left:
        yield say("news.figures_stand")


def _provinces(reports: Sequence[Report]) -> dict[str, Report]:
    return {report.stem: report for report in reports if report.kind == "province"}


def _names(reports: Sequence[Report]) -> Message:
    return listed([say("plain", text=report.subject) for report in reports])


def _size(old: Summary, new: Summary) -> float:
    """How far a score moved; 0 where it was not known or is not."""
    return 0.0 if old.score is None or new.score is None else abs(new.score - old.score)


def _changes(before: Report, report: Report) -> Iterator[Message]:
    """What moved in a province, as it is printed: a score by less than a tenth of a point did not."""
    old, new = before.summary, report.summary
    yield from _answers("news.answered", old, new)
    if old.score is None or new.score is None:
        if new.score is not None:
            yield say("news.scored", score=score(new.score))
        elif old.score is not None:
            yield say("news.unscored")
    elif round_half_up(100 * old.score, 1) != round_half_up(100 * new.score, 1):
        yield say("news.score", before=score(old.score), now=score(new.score))
    if old.level is not None and new.level is not None and _level(old) != _level(new):
        yield say("news.level", before=_level(old), now=_level(new))
    if old.reached is not None and new.reached is not None and old.reached.part != new.reached.part:
        parts = {"before": count(old.reached.part), "now": count(new.reached.part)}
        yield say("news.reached", level=count(new.reached.level), **parts)


def _answers(key: str, old: Summary, new: Summary) -> Iterator[Message]:
    if old.answered != new.answered:
        yield say(key, before=count(old.answered), now=count(new.answered))


def _level(summary: Summary) -> Number:
    return Number(value=summary.level, style="least_level" if summary.level_is_least else "level")
