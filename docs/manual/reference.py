"""What the reference of the manual takes from the program: commands, settings, findings, exit codes, the
keys of questionnaires, results.

Titles and introductions are written, in `vi/reference/` and `en/reference/`; this follows them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docs.manual.schemas import in_language

from dxassess.authoring.schema import schema
from dxassess.cli.manual import Manual, ManualLine
from dxassess.cli.reference import manuals
from dxassess.errors import Ending
from dxassess.findings.catalogue import CATALOGUE, SEVERITIES, Severity
from dxassess.places.provinces import VINTAGES
from dxassess.report.data.codebook import codebook_table
from dxassess.report.data.table import table
from dxassess.round.settings_text import NewRound, settings_text
from dxassess.wording.wording import Wording, wording

SCHEMA = Path(__file__).parents[1] / "results.schema.json"
TABLES = Path(__file__).parents[1] / "tables.json"
_PAGES = ("commands", "settings", "findings", "exit-codes", "instrument", "results", "tables")
_GAP = "…"


def reference_pages(language: str) -> Mapping[str, str]:
    """What is made for each page, by the path of its file within `reference/`."""
    say = wording("cli", language)
    commands = {f"commands/{_slug(manual)}.md": _command(manual, say) for manual in manuals(say)}
    made = {
        "index": _contents(_PAGES),
        "commands": (say.text("reference.intro"), "", *_contents(name[:-3] for name in commands)),
        "settings": _settings(language),
        "findings": _findings(language),
        "exit-codes": _endings(say),
        "instrument": _instrument(say),
        "results": _results(say),
        "tables": _tables(language),
    }
    return {**{f"{name}.md": "\n".join((*lines, "")) for name, lines in made.items()}, **commands}


def _contents(names: Iterable[str]) -> Iterable[str]:
    return ("```{toctree}", ":maxdepth: 1", "", *names, "```")


def _slug(manual: Manual) -> str:
    return manual.path.replace(" ", "-")


def _command(manual: Manual, say: Wording) -> str:
    lines = [
        f"# `{manual.path}`",
        "",
        manual.about,
        "",
        "```text",
        f"{manual.path} {manual.pieces}",
        "```",
        "",
    ]
    for key in ("arguments", "options", "commands"):
        lines += _table(say.text(f"manual.{key}"), getattr(manual, key), say)
    return "\n".join(lines)


def _table(head: str, lines: tuple[ManualLine, ...], say: Wording) -> Iterator[str]:
    if lines:
        yield from (f"| {head} | {say.text('reference.meaning')} |", "|---|---|")
        yield from (f"| `{_cell(line.name)}` | {_cell(line.text)} |" for line in lines)
        yield ""


def _endings(say: Wording) -> Iterator[str]:
    endings = tuple(ManualLine(str(int(ending)), say.text(f"ending.{ending.name}")) for ending in Ending)
    return _table(say.text("reference.ending"), endings, say)


def _settings(language: str) -> Iterator[str]:
    name = {"vi": "Kỳ khảo sát 2026", "en": "Survey 2026"}[language]
    new = NewRound(name=name, year=2026, vintage=VINTAGES[-1])
    yield from ("```yaml", settings_text(new, language).rstrip(), "```")


def _findings(language: str) -> Iterator[str]:
    say = wording("returning", language)
    yield from (say.text("page.intro"), "")
    for severity in SEVERITIES:
        yield from (f"## {say.text(f'severity.{severity}')}", "", say.text(f"page.{severity}"), "")
        yield from _findings_of(severity, wording("findings", language))


def _findings_of(severity: Severity, say: Wording) -> Iterator[str]:
    facts = {"found": _GAP, "expected": _GAP}
    for code in sorted(code for code, kind in CATALOGUE.items() if kind.severity == severity):
        yield from (f"### {say.text(f'{code}.title')} (`{code}`)", "", say.text(code, **facts), "")
        yield from (f"*{say.text(f'{code}.remedy', **facts)}*", "")


def _results(say: Wording) -> Iterator[str]:
    whole = in_language(json.loads(SCHEMA.read_text(encoding="utf-8")), say.language)
    yield from (whole["description"], "")
    for name, own in {"results.json": whole, **whole["$defs"]}.items():
        yield from (f"## `{name}`", "", own.get("description", "") if own is not whole else "", "")
        rows = [f"| `{path}` | {kind} | {about} |" for path, kind, about in _fields(own, "")]
        if rows:
            yield from (f"| | | {say.text('reference.meaning')} |", "|---|---|---|", *rows, "")


def _tables(language: str) -> Iterator[str]:
    told = json.loads(TABLES.read_text(encoding="utf-8"))["tables"]
    say = wording("cli", language)
    tables = [
        table(name, " ".join(":".join(column.values()) for column in one["columns"]), ())
        for name, one in told.items()
    ]
    for row in codebook_table(tables, language).rows:
        name, column, meaning, unit, range_, empty = (
            "" if cell is None else _cell(str(cell)) for cell in row
        )
        if not column:
            head = f"| | {say.text('reference.meaning')} | | | {say.text('reference.empty')} |"
            yield from ("", f"## `{name}`", "", meaning, "", head, "|---|---|---|---|---|")
        else:
            yield f"| `{column}` | {meaning} | {unit} | {range_} | {empty} |"


def _instrument(say: Wording) -> Iterator[str]:
    """What may stand in the YAML of a questionnaire: its own keys, then those of each part."""
    whole = in_language(schema(), say.language)
    yield from _part("questionnaire", whole, whole.get("required", ()), say)
    for name, own in sorted(whole["$defs"].items()):
        yield from _part(name, own, own.get("required", ()), say)


def _part(name: str, own: Mapping[str, Any], required: Iterable[str], say: Wording) -> Iterator[str]:
    yield from (f"## `{name}`", "", own.get("description", ""), "")
    rows = [
        f"| `{key}` | {_kind(value)} | {say.text('reference.required') if key in required else ''} |"
        for key, value in own.get("properties", {}).items()
    ]
    if rows:
        head = " | ".join(say.text(f"reference.{key}") for key in ("key", "kind"))
        yield from (f"| {head} | |", "|---|---|---|", *rows, "")


def _fields(schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    """Every field below a schema: its path, its type, what is said of it."""
    for name, own in schema.get("properties", {}).items():
        yield f"{path}{name}", _kind(own), _cell(own.get("description", ""))
        yield from _fields(own, f"{path}{name}.")
    for inner in (schema.get("items"), schema.get("additionalProperties")):
        if isinstance(inner, dict):
            yield from _fields(inner, f"{path.removesuffix('.')}[].")


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value may be, in a word or a few."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "anyOf" in schema or "oneOf" in schema:
        return ", ".join(_kind(each) for each in schema.get("anyOf") or schema["oneOf"])
    if "const" in schema or "enum" in schema:
        return ", ".join(f"`{json.dumps(value)}`" for value in schema.get("enum", [schema.get("const")]))
    kinds = schema.get("type", "")
    text = kinds if isinstance(kinds, str) else ", ".join(kinds)
    return f"{text}: {_kind(schema['items'])}" if "items" in schema else text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
