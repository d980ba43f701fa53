"""What the reader of page one of all provinces asks, answered in a mark and a sentence each."""

from __future__ import annotations

from collections import Counter

from dxassess.insight.barriers import barriers_asked
from dxassess.report.page.questions import first, question, unknown
from dxassess.report.page.regional.headline import compared, levels, weakest_title
from dxassess.report.sections.barriers import regional_severity
from dxassess.report.sections.sources import coverage_title, total_coverage
from dxassess.report.value.model import Enquiry
from dxassess.report.value.say import count, listed, part_of, say, score, sentences, whole
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.statistics.confidence import GRADES
from dxassess.statistics.region import node_at
from dxassess.wording.wording import MISSING

_FEWEST = 2
"""Of one alone nothing is compared."""


def region_questions(view: View) -> tuple[Enquiry, ...]:
    """The five of a province's page one, of all provinces together: where they stand, how far they differ,
    what is lowest, what first, how far to trust."""
    return (_standing(view), _against(view), _holding(view), first(view, None), _trust(view))


def _standing(view: View) -> Enquiry:
    """The mean, the least and the greatest score, or the one there is; and who reaches the level to reach."""
    mean = view.region_mean("overall")
    known = [p.overall.score for p in view.scored() if p.overall.score is not None]
    if not known:
        return unknown("standing", "position")
    if len(known) == 1 or mean is None:
        text = say("question.region.standing.one", score=whole(known[0]))
        return question("standing", whole(known[0]), sentences((text, levels(view))), "position")
    low, high, n = whole(min(known)), whole(max(known)), count(len(known))
    text = say("question.region.standing", mean=whole(mean), low=low, high=high, n=n)
    return question("standing", whole(mean), sentences((text, levels(view))), "position")


def _against(view: View) -> Enquiry:
    """How many are surely above or below the mean of the others."""
    verdicts = Counter(view.analysis.verdict(p.key, "overall") for p in view.analysis.ordered)
    messages = compared(view)
    if len(view.scored()) < _FEWEST:
        text = sentences((say("question.region.alone"), *messages))
        return question("region.against", say("plain", text=MISSING), text, "position")
    mark = say("question.region.apart", higher=count(verdicts["higher"]), lower=count(verdicts["lower"]))
    return question("region.against", mark, sentences(messages), "position")


def _holding(view: View) -> Enquiry:
    """The conditions with the lowest mean, and the barrier with the greatest severity."""
    weakest = view.analysis.weakest_alike
    worst = _barrier(view)
    if not weakest and not worst and view.region_mean("overall") is None:
        return unknown("holding", "conditions")
    if not weakest:
        text = sentences((say("question.holding.none"), *worst))
        return question("holding", say("plain", text=MISSING), text, "conditions")
    names = [view.round.condition_name(code) for code in weakest]
    if len(weakest) > 1:
        text = say("question.region.weakest.several", conditions=listed(names))
        mark = say("question.holding.mark.conditions", n=count(len(weakest)))
        return question("holding", mark, sentences((text, *worst)), "conditions")
    short = tally(view.meets_standard(node_at(p, weakest[0])) for p in view.analysis.provinces).contrary
    facts = short.sentence("point.region.weakest", standard=score(view.round.standard))
    text = say("question.region.weakest", title=weakest_title(view, weakest[0]), facts=facts)
    return question("holding", names[0], sentences((text, *worst)), "conditions")


def _barrier(view: View) -> tuple[Message, ...]:
    """The barrier with the greatest mean severity; nothing where none is known."""
    severities = [
        (severity, tag)
        for tag in barriers_asked(view.round.facility)
        if (severity := regional_severity(view, tag)) is not None
    ]
    if not severities:
        return ()
    severity, worst = max(severities, key=lambda each: each[0])
    return (say("question.region.barrier", barrier=say(f"barrier.{worst}"), severity=whole(severity)),)


def _trust(view: View) -> Enquiry:
    """Who answered, which Departments are silent, and how many provinces have which confidence grade."""
    coverage = total_coverage(view)
    silent = [p for p in view.listed if "no_department" in p.flags]
    grades = Counter(view.analysis.confidence[p.key].grade for p in view.listed)
    told_grades = [
        say("question.region.grade", grade=grade, n=count(grades[grade])) for grade in GRADES if grades[grade]
    ]
    messages = [say("question.region.answers", title=coverage_title(coverage))]
    if silent:
        messages.append(say("point.region.answers.text", n=count(len(silent))))
    messages.append(say("question.region.grades", grades=listed(told_grades)))
    mark = part_of(coverage.accepted, coverage.registered)
    return question("trust", mark, sentences(messages), "coverage")
