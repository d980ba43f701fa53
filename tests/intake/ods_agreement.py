"""`python -m tests.intake.ods_agreement [COUNT] [SEED]`: an ODS written otherwise says the same.

Every mutant is valid XML of the same document: texts in CDATA, in references, in spans, around comments;
attributes in another order and other quotes; cells and rows repeated instead of written twice, or written
twice instead of repeated. So the truth is what the form says, and any difference is a defect."""

from __future__ import annotations

import io
import random
import re
import sys
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from tests.intake.book import pack
from tests.intake.corpus.formats import as_ods, sheets

from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.reader import read_sheets

CONTENT = "content.xml"
_TEXT = re.compile(r"(?<=<text:p>)([^<&]+)(?=</text:p>)")
_CELL = re.compile(r"<table:table-cell([^<>]*?)/?>")
_TAG = re.compile(r'<(table:[a-z-]+|text:p)((?: [a-z-]+:[a-z-]+="[^"]*")*) ?(/?)>')
_EMPTY = re.compile(r"<table:table-cell/>")
_ROW = re.compile(r"<table:table-row>.*?</table:table-row>")
Change = Callable[[str, random.Random], str]


class Mutant(NamedTuple):
    """An ODS and the names of the ways in which it is written otherwise."""

    name: str
    content: bytes


def truth() -> dict[tuple[str, int, int], object]:
    """What the form says, from the values that it was written from."""
    return {
        (name, r, c): float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
        for name, rows in sheets()
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell not in (None, "")
    }


def read(content: bytes) -> dict[tuple[str, int, int], object]:
    """What the program reads."""
    return {
        (sheet.name, r, c): cell
        for sheet in read_sheets(content, examine(content))
        for r, row in enumerate(sheet.rows)
        for c, cell in enumerate(row)
        if cell != ""
    }


def mutants(count: int, seed: int) -> list[Mutant]:
    """As many as wanted, the same for the same seed."""
    with zipfile.ZipFile(io.BytesIO(as_ods())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    made = []
    for n in range(count):
        luck = random.Random(f"{seed} {n}")  # noqa: S311 - tests, not secrets
        chosen = luck.sample(sorted(_CHANGES), luck.randint(1, 4))
        xml = parts[CONTENT].decode()
        for name in chosen:
            xml = _CHANGES[name](xml, luck)
        made.append(Mutant(f"{n}: {', '.join(chosen)}", pack({**parts, CONTENT: xml.encode()})))
    return made


def differences(mutant: Mutant) -> list[str]:
    """The cells that are not read as the form says them."""
    expected, found = truth(), read(mutant.content)
    return [
        f"{mutant.name}: {at} {found.get(at)!r} instead of {expected.get(at)!r}"
        for at in sorted(expected.keys() | found.keys())
        if expected.get(at) != found.get(at)
    ]


def _in_texts(change: Callable[[str, random.Random], str]) -> Change:
    """The change in a third of the texts."""
    return lambda xml, luck: _TEXT.sub(
        lambda match: change(match[1], luck) if luck.random() < 1 / 3 else match[1], xml
    )


def _split(text: str, luck: random.Random) -> tuple[str, str]:
    at = luck.randint(0, len(text))
    return text[:at], text[at:]


def _comment(text: str, luck: random.Random) -> str:
    return "<!-- ) -->".join(_split(text, luck))


def _instruction(text: str, luck: random.Random) -> str:
    return "<?x y?>".join(_split(text, luck))


def _cdata(text: str, luck: random.Random) -> str:
    before, after = _split(text, luck)
    return f"{before}<![CDATA[{after}]]>" if luck.random() < 0.5 else f"<![CDATA[{text}]]>"


def _references(text: str, luck: random.Random) -> str:
    return "".join(f"&#{ord(letter)};" if luck.random() < 0.3 else letter for letter in text)


def _span(text: str, luck: random.Random) -> str:
    before, after = _split(text, luck)
    return f"{before}<text:span>{after}</text:span>"


def _spaces(text: str, luck: random.Random) -> str:
    return text.replace(" ", '<text:s text:c="1"/>' if luck.random() < 0.5 else "<text:s/>")


def _note(xml: str, luck: random.Random) -> str:
    """Notes, which are no part of what their cells say."""
    said = "<office:annotation><text:p>một ghi chú</text:p></office:annotation>"
    return re.sub(
        r'(<table:table-cell office:value-type="string">)',
        lambda match: match[1] + (said if luck.random() < 0.2 else ""),
        xml,
    )


def _quotes(xml: str, luck: random.Random) -> str:
    def requoted(match: re.Match[str]) -> str:
        given = re.findall(r'([a-z-]+:[a-z-]+)="([^"]*)"', match[2])
        luck.shuffle(given)
        told = "".join(
            f"\n {name} = '{value}'" if "'" not in value else f' {name}="{value}"' for name, value in given
        )
        return f"<{match[1]}{told} {match[3]}>"

    return _TAG.sub(lambda match: requoted(match) if luck.random() < 0.3 else match[0], xml)


def _empty_written_out(xml: str, luck: random.Random) -> str:
    return _EMPTY.sub(
        lambda match: "<table:table-cell></table:table-cell>" if luck.random() < 0.5 else match[0], xml
    )


def _repeated_cells(xml: str, _luck: random.Random) -> str:
    return re.sub(
        r"(?:<table:table-cell/>){2,}",
        lambda match: f'<table:table-cell table:number-columns-repeated="{len(match[0]) // 19}"/>',
        xml,
    )


def _trailing(xml: str, luck: random.Random) -> str:
    """Formats far below and far to the right, as programs leave them."""
    far = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    )
    return xml.replace("</table:table>", (far if luck.random() < 0.8 else "") + "</table:table>")


def _grouped(xml: str, luck: random.Random) -> str:
    """Rows in a group, as outlines have them."""
    return _ROW.sub(
        lambda match: (
            f"<table:table-row-group>{match[0]}</table:table-row-group>" if luck.random() < 0.2 else match[0]
        ),
        xml,
    )


_CHANGES: dict[str, Change] = {
    "comment": _in_texts(_comment),
    "instruction": _in_texts(_instruction),
    "cdata": _in_texts(_cdata),
    "references": _in_texts(_references),
    "span": _in_texts(_span),
    "spaces": _in_texts(_spaces),
    "note": _note,
    "quotes": _quotes,
    "empty": _empty_written_out,
    "repeated": _repeated_cells,
    "trailing": _trailing,
    "grouped": _grouped,
}


def main(count: int = 300, seed: int = 1) -> int:
    """Print how many differ, and the first of them; the exit code is 1 if one does."""
    found = [differences(mutant) for mutant in mutants(count, seed)]
    wrong = [each for each in found if each]
    sys.stdout.write(f"{count} mutants, {len(wrong)} differ\n")
    sys.stdout.write("".join(f"{each[0]}\n" for each in wrong[:9]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
