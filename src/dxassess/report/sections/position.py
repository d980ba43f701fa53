"""Where the provinces stand: all of them side by side, with how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.places.provinces import place_of
from dxassess.report.sections.map import map_figure
from dxassess.report.value.charts import Dots, Heading, Mark, Reference, Strip
from dxassess.report.value.model import Cell, Figure, Section, Table
from dxassess.report.value.say import (
    count,
    counted,
    level_cell,
    number_cell,
    part_of,
    say,
    score,
    sentences,
    text_cell,
)
from dxassess.report.value.small_groups import veil, veil_label
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message, Span
from dxassess.report.view import View
from dxassess.round.round import Round, best_first
from dxassess.statistics.province_score import Part, ProvinceScore
from dxassess.statistics.region import node_at

_FEWEST = 2
_GROUPS = ("higher", "similar", "lower", "unknown")
_PART_HEADS = ("province", "facilities_part", "band", "facilities_rank", "verdict", "score")


def strip(view: View, province: ProvinceScore | None) -> Figure:
    """Page one: the province among all provinces on one line."""
    marks = province_marks(view, "overall", province)
    return Figure(
        id="strip",
        of_groups=True,
        title=_strip_title(marks, province),
        sub=counted("strip.sub", len(view.scored())),
        alt=counted("strip.alt", len(view.scored())),
        chart=Strip(
            marks=marks,
            references=references(view, "overall"),
            ends="band",
        ),
    )


def _strip_title(marks: Sequence[Mark], province: ProvinceScore | None) -> Message:
    """Of all provinces, the lowest and the highest score by name."""
    if province is not None:
        return say("strip.title", province=place_of(province.key).name)
    known = sorted((mark.value, place) for place, mark in enumerate(marks) if mark.value is not None)
    if len(known) < _FEWEST:
        return say("strip.title.region")
    (low, lowest), (high, highest) = known[0], known[-1]
    return say(
        "strip.title.range",
        low=score(low),
        lowest=marks[lowest].label,
        high=score(high),
        highest=marks[highest].label,
    )


def position_section(view: View, province: ProvinceScore | None) -> Section:
    """All provinces with their total bands, and the same as a table."""
    verdicts = [view.analysis.verdict(p.key, "overall") for p in view.analysis.provinces]
    different = tally(None if verdict == "unknown" else verdict != "similar" for verdict in verdicts)
    figure = Figure(
        id="provinces",
        of_groups=True,
        title=different.told("provinces.title"),
        sub=say("provinces.sub"),
        alt=counted("provinces.alt", len(view.scored())),
        chart=grouped_dots(view, province),
        note=sentences((say("provinces.note"), *(rank_sentence(view, province) if province else ()))),
    )
    return Section(
        id="position",
        title=say("section.position"),
        intro=say("section.position.intro"),
        blocks=(
            figure,
            province_table(view, province),
            *facilities_part(view, province),
            *map_figure(view, province),
        ),
    )


def rank_sentence(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """The ranks that a province may have, errors and choice of weights considered; nothing without one."""
    ranked, n = view.analysis.ranks.get(province.key), count(len(view.analysis.ranks))
    if ranked is None:
        return ()
    low, high = count(ranked.rank_low), count(ranked.rank_high)
    return (
        say("lead.rank", low=low, high=high, n=n) if low != high else say("lead.rank.one", rank=low, n=n),
    )


def grouped_dots(view: View, province: ProvinceScore | None) -> Dots:
    """The provinces in the groups of what can be told of them: clearly above the others, not distinguishable
    from them, clearly below, then those of which that is not known."""
    marks = province_marks(view, "overall", province)
    verdicts = [
        "unknown" if p.key in view.small_provinces else view.analysis.verdict(p.key, "overall")
        for p in view.listed
    ]
    ordered: list[Mark] = []
    headings = []
    for verdict in _GROUPS:
        members = [mark for mark, group in zip(marks, verdicts, strict=True) if group == verdict]
        if members:
            name = say(f"group.{verdict}", n=count(len(members)))
            headings.append(Heading(before=len(ordered), label=name))
            ordered += members
    return Dots(
        marks=tuple(ordered),
        headings=tuple(headings) if len(headings) > 1 else (),
        references=references(view, "overall"),
        ends="band",
    )


def province_table(view: View, province: ProvinceScore | None) -> Table:
    """Every province: overall score, bounds, total band, level, answers received."""
    rows = tuple(
        (
            text_cell(place_of(p.key).name, strong=p is province, href=place_of(p.key).stem),
            *veil(_figures(view, p), when=p.key in view.small_provinces),
            text_cell(part_of(p.coverage.accepted, p.coverage.registered)),
        )
        for p in view.listed
    )
    heads = (
        "province",
        "score",
        "bounds",
        "band",
        "rank",
        "level",
        "department",
        "facilities",
        "answers",
    )
    return Table(
        id="province-table",
        of_groups=True,
        title=say("provinces.table"),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=rows,
        own=next((n for n, p in enumerate(view.listed) if p is province), None),
        note=_silence(view),
    )


def _figures(view: View, province: ProvinceScore) -> tuple[Cell, ...]:
    node = province.overall
    return (
        number_cell(node.score),
        text_cell(Span(low=node.low, high=node.high)),
        text_cell(band_span(node)),
        text_cell(_rank_span(view, province)),
        level_cell(node.level, least=node.level_is_least),
        number_cell(node.department.score if node.department else None),
        number_cell(node.facility.score),
    )


def _silence(view: View) -> Message:
    """What a dash means, how many departments have not answered where some have not, and for how many of
    these the facilities' part stands alone."""
    silent = [p for p in view.analysis.provinces if "no_department" in p.flags]
    if not silent:
        return say("provinces.dash")
    alone = sum(p.overall.facility.score is not None for p in silent)
    if not alone:
        return say("provinces.flags.none", n=count(len(silent)))
    return say("provinces.flags", silent=count(len(silent)), n=count(alone))


def _rank_span(view: View, province: ProvinceScore) -> Span:
    """The ranks that hold 95 % of the draws; a rank is never printed without them."""
    ranked = view.analysis.ranks.get(province.key)
    low, high = (ranked.rank_low, ranked.rank_high) if ranked else (None, None)
    return Span(low=low, high=high, style="count")


def facilities_part(view: View, province: ProvinceScore | None) -> tuple[Table, ...]:
    """The facilities' part of every province beside that of all others, best first; nothing where every
    province that has one has a score, and so can be compared by that."""
    alone = sum(_alone(p) for p in view.analysis.provinces)
    if not alone:
        return ()
    shown = sorted(view.analysis.provinces, key=lambda p: (*best_first(p.overall.facility.score), p.key))
    rows = tuple(
        (
            text_cell(place_of(p.key).name, strong=p is province, href=place_of(p.key).stem),
            *veil(_part_figures(view, p), when=p.key in view.small_provinces),
        )
        for p in (*shown, *view.hidden)
    )
    table = Table(
        id="facilities-part",
        of_groups=True,
        title=say("facilities_part.title", n=count(alone)),
        head=tuple(say(f"head.{head}") for head in _PART_HEADS),
        rows=rows,
        own=next((n for n, p in enumerate((*shown, *view.hidden)) if p is province), None),
        note=say("facilities_part.note"),
    )
    return (table,)


def facilities_place(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """Between which ranks the facilities' part of a province without a score lies; nothing where it has
    one, or the part cannot be compared."""
    ranked = view.analysis.facility_ranks.get(province.key)
    if ranked is None or not _alone(province):
        return ()
    low, high = count(ranked.rank_low), count(ranked.rank_high)
    n = count(len(view.analysis.facility_ranks))
    if low == high:
        return (say("lead.facilities_rank.one", rank=low, n=n),)
    return (say("lead.facilities_rank", low=low, high=high, n=n),)


def _alone(province: ProvinceScore) -> bool:
    """Whether the facilities' part has a score and the province none."""
    return province.overall.score is None and province.overall.facility.score is not None


def _part_figures(view: View, province: ProvinceScore) -> tuple[Cell, ...]:
    part, ranked = province.overall.facility, view.analysis.facility_ranks.get(province.key)
    low, high = (ranked.rank_low, ranked.rank_high) if ranked else (None, None)
    return (
        number_cell(part.score),
        text_cell(band_span(part)),
        text_cell(Span(low=low, high=high, style="count")),
        text_cell(say(f"verdict.{ranked.verdict if ranked else 'unknown'}")),
        number_cell(province.overall.score),
    )


def band_span(part: Part) -> Span:
    """The total band of a score; unknown ends are None."""
    band = part.band
    return Span(low=band.low if band else None, high=band.high if band else None, style="band")


def province_marks(view: View, code: str, province: ProvinceScore | None) -> tuple[Mark, ...]:
    """A mark per province for one node with its total band, in reading order."""
    return tuple(
        Mark(
            label=veil_label(place_of(p.key).name, when=small),
            value=None if small else node.score,
            low=node.band.low if node.band and not small else None,
            high=node.band.high if node.band and not small else None,
            own=p is province,
            href=place_of(p.key).stem,
        )
        for p in view.listed
        for node, small in ((node_at(p, code), p.key in view.small_provinces),)
    )


def references(view: View, code: str) -> tuple[Reference, ...]:
    """The region's mean and the standard."""
    return (
        Reference(label=view.region, value=view.region_mean(code), role="region"),
        standard_line(view.round),
    )


def standard_line(round_: Round) -> Reference:
    """The score at which the standard level of the questionnaire begins."""
    level = count(round_.facility.standard_level)
    return Reference(label=say("standard", level=level), value=round_.standard, role="standard")
