"""The pages of the manual that are made from the program: commands, settings, findings, exit codes, results."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dxassess.cli.manual import Manual, ManualLine
from dxassess.cli.reference import manuals
from dxassess.errors import Ending
from dxassess.findings.catalogue import CATALOGUE, SEVERITIES, Severity
from dxassess.places.provinces import VINTAGES
from dxassess.round.settings_text import NewRound, settings_text
from dxassess.wording.wording import Wording, wording

SCHEMA = Path(__file__).parents[1] / "results.schema.json"
_TITLES = {
    "vi": {
        "index": "Tra cứu",
        "commands": "Các lệnh",
        "settings": "Tệp round.yaml: các mục của kỳ khảo sát",
        "findings": "Các phát hiện khi đọc phiếu",
        "exit-codes": "Mã thoát",
        "results": "Tệp results.json",
    },
    "en": {
        "index": "Reference",
        "commands": "Commands",
        "settings": "round.yaml: the settings of a round",
        "findings": "Findings of reading",
        "exit-codes": "Exit codes",
        "results": "results.json",
    },
}
_INTROS = {
    "vi": {
        "settings": "`dxassess new` ghi tệp dưới đây vào thư mục của kỳ khảo sát. Mở bằng Notepad để sửa.",
        "exit-codes": "Mỗi lệnh kết thúc bằng một con số để chương trình khác biết kết quả (trong PowerShell: `$LASTEXITCODE`).",
        "results": "Lược đồ của `results.json` (JSON Schema; tên trường và lời giải thích bằng tiếng Anh để dùng chung với chương trình khác). Các bảng trong `results.xlsx` có trang `codebook` giải thích từng cột bằng tiếng Việt.",
        "row": "| Trường | Kiểu | Ý nghĩa |",
    },
    "en": {
        "settings": "`dxassess new` writes the file below into the folder of a round. Edit it with Notepad.",
        "exit-codes": "Every command ends with a number that tells other programs how it went (in PowerShell: `$LASTEXITCODE`).",
        "results": "The schema of `results.json` (JSON Schema). The tables in `results.xlsx` bring a sheet `codebook` that explains every column.",
        "row": "| Field | Type | Meaning |",
    },
}
_PAGES = ("commands", "settings", "findings", "exit-codes", "results")
_GAP = "…"


def reference_pages(language: str) -> Mapping[str, str]:
    """Every page by the path of its file within `reference/`."""
    say = wording("cli", language)
    commands = {f"commands/{_slug(manual)}.md": _command(manual, say) for manual in manuals(say)}
    written = {
        "index": _contents(_PAGES),
        "commands": [say.text("reference.intro"), "", *_contents(name[:-3] for name in commands)],
        "settings": _settings(language),
        "findings": _findings(language),
        "exit-codes": [_INTROS[language]["exit-codes"], "", *_endings(say)],
        "results": _results(language),
    }
    titles = _TITLES[language]
    pages = {
        f"{name}.md": "\n".join((f"# {titles[name]}", "", *lines, "")) for name, lines in written.items()
    }
    return {**pages, **commands}


def _contents(names: Any) -> list[str]:  # noqa: ANN401
    return ["```{toctree}", ":maxdepth: 1", "", *names, "```"]


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
    yield from (_INTROS[language]["settings"], "", "```yaml", settings_text(new, language).rstrip(), "```")


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


def _results(language: str) -> Iterator[str]:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    yield from (_INTROS[language]["results"], "", schema["description"], "")
    for name, own in {"results.json": schema, **schema["$defs"]}.items():
        yield from (f"## `{name}`", "", own.get("description", "") if own is not schema else "", "")
        rows = [f"| `{path}` | {kind} | {meaning} |" for path, kind, meaning in _fields(own, "")]
        if rows:
            yield from (_INTROS[language]["row"], "|---|---|---|", *rows, "")


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
