"""What the reader of page one asks, answered in a mark and a sentence each; and a paragraph to copy."""

from __future__ import annotations

from dxassess.insight.decision_order import FIRST
from dxassess.places.provinces import place_of
from dxassess.report.page.certainty import grade_told
from dxassess.report.page.holding import holding
from dxassess.report.page.own_part import own_part
from dxassess.report.sections.actions import planned
from dxassess.report.sections.position import band_span
from dxassess.report.sections.quality import grade_of
from dxassess.report.value.decision_words import owner, short_day
from dxassess.report.value.model import Enquiry
from dxassess.report.value.say import count, level_message, listed, say, sentences, whole
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Label, Message, Number, Span, Spoken
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore
from dxassess.wording.wording import MISSING


def questions(view: View, province: ProvinceScore) -> tuple[Enquiry, ...]:
    """Where do we stand, against whom and how sure, what holds us back, what of all this is the Department's,
    what first, how far to trust. What is not known is said to be."""
    return (
        standing(view, province),
        against(view, province),
        holding(view, province),
        *own_part(view, province),
        first(view, province.key),
        trust(view, province),
    )


def quote(view: View, province: ProvinceScore) -> Message | None:
    """A paragraph of about seventy words to copy, with the grade of the data; None where the province has no
    score."""
    node = province.overall
    if node.score is None or node.band is None or node.level is None:
        return None
    return say(
        "quote",
        round=view.round.settings.name,
        province=place_of(province.key).name,
        span=band_span(node),
        level=level_message(node.level, top=view.round.facility.top_level, least=node.level_is_least),
        against=against(view, province).text,
        trust=answered(view, province),
        grade=grade_of(view, province),
    )


def question(name: str, mark: Label | Number | Span, text: Message, section: str) -> Enquiry:
    """The question `name` with its answer; `section` holds the evidence."""
    return Enquiry(title=say(f"question.{name}"), mark=mark, text=text, section=section)


def unknown(name: str, section: str) -> Enquiry:
    """The question `name`, and that too little is known to answer it."""
    return question(name, say("plain", text=MISSING), say("question.unknown"), section)


def standing(view: View, province: ProvinceScore) -> Enquiry:
    """The total band, the level, and the level to reach."""
    node, top = province.overall, view.round.facility.top_level
    if node.level is None or (node.score is None and not node.level):
        return unknown("standing", "conditions")
    level = level_message(node.level, top=top, least=node.level_is_least)
    standard = count(view.round.facility.standard_level)
    if node.score is None or node.band is None:
        text = say("question.standing.level", level=level, standard=standard)
        return question("standing", level, text, "conditions")
    text = say("question.standing.text", span=band_span(node), level=level, standard=standard)
    return question("standing", band_span(node), text, "conditions")


def against(view: View, province: ProvinceScore) -> Enquiry:
    """Beside the other provinces; alone, the conditions beside the standard."""
    mean = view.region_mean("overall")
    if mean is None:
        met = tally(view.meets_standard(node) for node in province.conditions if node.low is not None)
        if not met.known:
            return unknown("against", "conditions")
        text = met.sentence("question.against.alone", standard=whole(view.round.standard))
        mark = say("part_of", part=count(met.part), whole=count(met.known))
        return question("against", mark, text, "conditions")
    ranked, total = view.analysis.ranks.get(province.key), count(len(view.analysis.ranks))
    if ranked is None:
        return unknown("against", "position")
    low, high = count(ranked.rank_low), count(ranked.rank_high)
    is_one = ranked.rank_low == ranked.rank_high
    facts = {"rank": low, "total": total} if is_one else {"low": low, "high": high, "total": total}
    end = ".one" if is_one else ""
    text = say(
        f"question.against.{view.analysis.verdict(province.key, 'overall')}",
        mean=whole(mean),
        rank=say(f"question.place{end}", **facts),
    )
    return question("against", say(f"question.rank{end}", **facts), text, "position")


def first(view: View, key: str | None) -> Enquiry:
    """How many things page one tells to do first, how the first of the plan of a province, or of all, begins,
    with its owner and its day, and which of them are the Department's."""
    entries = planned(view, key)[:FIRST]
    if not entries:
        return unknown("first", "actions")
    entry, mark = entries[0], say("question.first.mark", n=count(len(entries)))
    step = entry.first_step if entry.first_step is not None else entry.text
    facts: dict[str, Spoken] = {"owner": owner(view.round, entry), "step": step}
    text = (
        say("question.first.text", **facts)
        if entry.due is None
        else say("question.first.text.due", day=short_day(entry.due), **facts)
    )
    by_department = [n for n, each in enumerate(entries, start=1) if each.by_department]
    if not by_department:
        return question("first", mark, text, "actions")
    numbers = listed([say("plain", text=count(n)) for n in by_department])
    whose = say("question.first.own", n=count(len(by_department)), numbers=numbers)
    return question("first", mark, sentences((text, whose)), "actions")


def trust(view: View, province: ProvinceScore) -> Enquiry:
    """The grade on its scale, who answered and whether anybody checked the answers."""
    mark = say("question.trust.mark", grade=grade_of(view, province))
    text = sentences((grade_told(view, province), answered(view, province)))
    return question("trust", mark, text, "trust")


def answered(view: View, province: ProvinceScore) -> Message:
    """Who answered and whether anybody checked the answers."""
    checked = sum(visit.own.province == province.key for visit in view.round.visited)
    part, registered = count(province.coverage.accepted), province.coverage.registered
    received = (
        say("question.answered.unknown", part=part)
        if registered is None
        else say("question.answered", part=part, whole=count(registered))
    )
    if view.round.department is not None:
        key = "silent" if "no_department" in province.flags else "department"
        received = say(f"question.answered.{key}", answered=received)
    visits = say("question.checked", n=count(checked)) if checked else say("question.stated")
    if 0 < checked < view.least:
        visits = say("question.checked.few")
    return say("question.trust.text", answered=received, visits=visits)
