"""What the report stands on: answers received, findings, every file with its hash, the method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from dxassess.findings.finding import Finding
from dxassess.intake.submission import FileOutcome, status_counts
from dxassess.places.provinces import place_of
from dxassess.report.value.charts import ShareRow, Shares
from dxassess.report.value.model import Bullet, Cell, Figure, Paragraph, Section, Table
from dxassess.report.value.say import count, listed, number_cell, percent, say, score, text_cell
from dxassess.report.value.words import Message, Span
from dxassess.report.view import View
from dxassess.round.states import state_of
from dxassess.statistics.province_score import Coverage, ProvinceScore
from dxassess.wording.languages import places
from dxassess.wording.wording import MISSING


def coverage_section(view: View, province: ProvinceScore) -> Section:
    """Answers received by facility type, and what the files' findings were."""
    outcomes = view.round.outcomes_of(province.key)
    rows = tuple(
        ShareRow(label=view.round.types[c.type or ""].name, part=c.accepted, whole=c.registered)
        for c in province.coverage_by_type
    )
    estimated = [view.round.types[type_].name for type_ in province.estimated]
    apart = {"stratum_estimated", "pooled_variance"}
    if set(province.unheard) <= set(province.estimated):
        apart.add("stratum_unheard")  # the sentence about what was estimated says both
    warnings = tuple(
        Paragraph(message=say(f"flag.{flag}"), role="warning") for flag in province.flags if flag not in apart
    )
    if estimated:
        sentence = say("flag.stratum_estimated", types=listed(estimated))
        warnings = (*warnings, Paragraph(message=sentence, role="warning"))
    figure = _coverage_figure(province.coverage, rows)
    return Section(
        id="coverage",
        title=say("section.coverage"),
        intro=say("section.coverage.intro"),
        blocks=(
            figure,
            *_joined(view, province.key),
            *_managers(view, province.key),
            *warnings,
            *_if_silent(province),
            findings_table(outcomes),
        ),
    )


def _joined(view: View, key: str) -> tuple[Paragraph, ...]:
    """How many parts of facilities count with these; nothing where none does."""
    parts = sum(entry.province == key for entry in view.round.joined)
    return (Paragraph(message=say("coverage.joined", n=count(parts)), role="note"),) if parts else ()


def _managers(view: View, key: str) -> tuple[Table, ...]:
    """Asked and answered by who manages the facility, as the register says; nothing where it does not."""
    fact = view.round.facility.fact_by_key.get("managed_by")
    register = view.round.register_
    if fact is None or register is None:
        return ()
    entries = [e for e in register.facilities if e.province == key and dict(e.facts).get("managed_by")]
    answered_codes = {score.code for score in view.round.facilities_of(key)}
    rows = []
    for option in fact.options:
        mine = [entry for entry in entries if dict(entry.facts)["managed_by"] == option.code]
        if mine:
            answered = count(sum(entry.code in answered_codes for entry in mine))
            registered = count(len(mine))
            rows.append((text_cell(option.text), text_cell(say("part_of", part=answered, whole=registered))))
    if not rows:
        return ()
    table = Table(
        id="managers",
        of_groups=True,
        title=say("coverage.managers"),
        head=(fact.text, say("head.answers")),
        rows=tuple(rows),
    )
    return (table,)


def _if_silent(province: ProvinceScore) -> tuple[Paragraph, ...]:
    """Floor and ceiling, and what the silent facilities would have to score for the level to be another:
    nothing where nobody is silent, and nothing of a level that may be higher whatever they score."""
    node, tipping = province.overall, province.tipping
    silent = any(c.registered and c.accepted < c.registered for c in province.coverage_by_type)
    if not silent or node.score is None or node.floor is None or node.level is None:
        return ()
    messages = [say("silent.ends", span=Span(low=node.floor, high=node.ceiling))]
    if node.level_is_least:
        return (Paragraph(message=messages[0]),)
    if tipping.level_up is not None:
        messages.append(say("silent.up", level=count(node.level + 1), mean=score(tipping.level_up)))
    if tipping.level_down is not None:
        messages.append(say("silent.down", level=count(node.level), mean=score(tipping.level_down)))
    if tipping.level_up is None and tipping.level_down is None:
        messages.append(say("silent.same", level=count(node.level)))
    return tuple(Paragraph(message=message) for message in messages)


def regional_coverage_section(view: View) -> Section:
    """Answers received by province, rejected files and findings."""
    outcomes = view.round.outcomes
    counts = status_counts(outcomes)
    summary = say(
        "files.summary",
        total=count(len(outcomes)),
        **{status: count(number) for status, number in counts.items()},
    )
    return Section(
        id="coverage",
        title=say("section.coverage"),
        intro=say("section.coverage.intro"),
        blocks=(
            coverage_figure_of_all(view),
            Paragraph(message=summary),
            rejected_table(outcomes),
            findings_table(outcomes),
        ),
    )


def coverage_figure_of_all(view: View) -> Figure:
    """Answers received by province, those whose figures are hidden among them."""
    rows = tuple(
        ShareRow(label=place_of(p.key).name, part=p.coverage.accepted, whole=p.coverage.registered)
        for p in view.listed
    )
    return _coverage_figure(total_coverage(view), rows)


def total_coverage(view: View) -> Coverage:
    """The coverage of all provinces together; unknown where one is unknown."""
    registered = [p.coverage.registered for p in view.listed]
    known_numbers = [number for number in registered if number is not None]
    return Coverage(
        type=None,
        accepted=sum(p.coverage.accepted for p in view.listed),
        registered=sum(known_numbers) if len(known_numbers) == len(registered) else None,
    )


def coverage_title(coverage: Coverage) -> Message:
    """How many of those registered answered, as far as it is known who is."""
    if coverage.share is None:
        return say("coverage.title.unknown", part=count(coverage.accepted))
    return say(
        "coverage.title",
        part=count(coverage.accepted),
        whole=count(coverage.registered),
        share=percent(coverage.share),
    )


def rejected_table(outcomes: Iterable[FileOutcome]) -> Table:
    """The files that could not be used, each with its reason and what to do."""
    rows = tuple(
        (
            Cell(content=outcome.file, role="code"),
            text_cell(_told(finding, finding.code)),
            text_cell(_told(finding, f"{finding.code}.remedy")),
        )
        for outcome in outcomes
        if outcome.status == "rejected"
        for finding in outcome.findings
        if finding.severity == "error"
    )
    return Table(
        id="rejected",
        title=say("rejected.title", n=count(len({row[0].content for row in rows}))),
        rows=rows,
        head=(say("head.file"), say("head.reason"), say("head.remedy")),
    )


def _told(finding: Finding, key: str) -> Message:
    """A finding's sentence with what was found; what was not found is a dash."""
    facts = {
        "found": finding.found or MISSING,
        "expected": MISSING if finding.expected is None else finding.expected,
    }
    named = places("findings", key)
    return say(f"findings:{key}", **{name: fact for name, fact in facts.items() if name in named})


def findings_table(outcomes: Sequence[FileOutcome]) -> Table:
    """Findings counted by code, most frequent first."""
    found_findings = [finding for outcome in outcomes for finding in outcome.findings]
    numbers = Counter(finding.code for finding in found_findings)
    files = {code: len({f.place.file for f in found_findings if f.code == code}) for code in numbers}
    rows = tuple(
        (
            text_cell(_finding(f"{code}.title")),
            number_cell(number, "count"),
            number_cell(files[code], "count"),
        )
        for code, number in sorted(numbers.items(), key=lambda entry: (-entry[1], entry[0]))
    )
    return Table(
        id="findings",
        title=say("findings.title", n=count(len(found_findings))),
        rows=rows,
        head=(say("head.finding"), say("head.count"), say("head.files")),
    )


def files_section(outcomes: Iterable[FileOutcome], returned_hashes: Collection[str] = ()) -> Section:
    """The annex: every file. It may be long, so it comes last. `returned_hashes` as in `round/states.py`."""
    return Section(
        id="files-received",
        title=say("section.files"),
        intro=say("section.files.intro"),
        blocks=(files_table(outcomes, returned_hashes),),
    )


def files_table(outcomes: Iterable[FileOutcome], returned_hashes: Collection[str] = ()) -> Table:
    """Every file: its state and its SHA-256, so that any number can be traced to its cells."""
    rows = tuple(
        (
            Cell(content=outcome.file, role="code"),
            text_cell(_state(outcome, returned_hashes)),
            number_cell(len(outcome.findings), "count"),
            Cell(content=outcome.sha256, role="code"),
        )
        for outcome in outcomes
    )
    heads = ("file", "status", "findings", "sha256")
    return Table(
        id="files",
        title=say("files.title", n=count(len(rows))),
        rows=rows,
        head=tuple(say(f"head.{head}") for head in heads),
    )


def _state(outcome: FileOutcome, returned_hashes: Collection[str]) -> Message:
    state = say(f"cli:state.{state_of(outcome, returned_hashes) or 'none'}")
    return say("cli:state.unusable", state=state) if outcome.status == "rejected" else state


_MORE_METHOD = ("interval", "comparison", "systems")


def method_section(view: View) -> Section:
    """How the numbers came about: in short, and what only those want to know who check it, as a table."""
    questionnaire = view.round.facility
    facts: dict[str, Message] = {
        "missing": say(f"method.missing.{questionnaire.missing}", least=percent(questionnaire.min_answered)),
        "levels": say("method.levels", top=count(questionnaire.top_level)),
        "standard": say("method.standard", standard=score(view.round.standard)),
    }
    keys = ("scores", "missing", "levels", "province", "standard")
    left_out = () if view.least == 1 else (say("method.hidden", least=count(view.least)),)
    return Section(
        id="method",
        title=say("section.method"),
        intro=None,
        blocks=(
            Bullet(
                messages=(*(facts[key] if key in facts else say(f"method.{key}") for key in keys), *left_out)
            ),
            Paragraph(message=versions(view)),
            Table(
                id="method-more",
                of_groups=True,
                head=(say("section.method"),),
                rows=tuple((text_cell(say(f"method.{key}")),) for key in _MORE_METHOD),
            ),
        ),
    )


def versions(view: View) -> Message:
    """Which questionnaires the numbers stand on."""
    named_versions = [
        say("method.version", title=q.title, id=q.id, version=q.version) for q in view.round.questionnaires
    ]
    return say("method.versions", questionnaires=listed(named_versions))


def _coverage_figure(coverage: Coverage, rows: tuple[ShareRow, ...]) -> Figure:
    return Figure(
        id="answers",
        of_groups=True,
        title=coverage_title(coverage),
        sub=say("coverage.sub"),
        alt=say("coverage.alt"),
        chart=Shares(rows=rows),
    )


def _finding(code: str) -> Message:
    return Message(key=f"findings:{code}")
