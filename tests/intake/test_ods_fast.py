"""The quick way through an ODS says what the walk element by element says, or that it cannot."""

from __future__ import annotations

import random

import pytest
from tests.intake.corpus.formats import as_ods
from tests.intake.ods_agreement import mutants

from dxassess.intake.workbook.ods.fast import walk_fast
from dxassess.intake.workbook.ods.walk import OdsSheet, OdsWalk
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xmlscan import walk
from dxassess.intake.workbook.zipguard import inflate, read_directory

PART = "content.xml"
STYLES = (
    b'<office:automatic-styles><style:style style:name="s" style:family="table-cell">'
    b'<style:text-properties style:text-line-through-style="solid"/></style:style>'
    b'<style:style style:name="w" style:family="table-cell">'
    b'<style:text-properties style:font-name="Wingdings"/></style:style></office:automatic-styles>'
)
PIECES = (
    b"<table:table-row>",
    b"</table:table-row>",
    b"<table:table-row/>",
    b"<table:table-header-rows>",
    b"</table:table-header-rows>",
    b"<table:table-cell/>",
    b"</table:table-cell>",
    b'<table:covered-table-cell table:number-columns-repeated="2"/>',
    b'<table:table-cell table:style-name="s"><text:p>a</text:p></table:table-cell>',
    b'<table:table-cell table:style-name="s" office:value-type="string"/>',
    b'<table:table-cell table:style-name="w" office:value-type="string"/>',
    b'<table:table-cell table:style-name="w"><text:p>b &amp; c</text:p><text:p>d</text:p></table:table-cell>',
    b'<table:table-cell office:value-type="percentage" office:value="0.5" table:formula="of:=1/2"/>',
    b'<table:table-cell table:formula="of:=1" calcext:value-type="error" office:value-type="string"/>',
    b'<table:table-cell table:formula="" office:value-type="string"><text:p>Err:</text:p></table:table-cell>',
    b"<table:table-cell><office:annotation><text:p>note</text:p></office:annotation></table:table-cell>",
    b'<table:table table:name="within"></table:table>',
    b"<draw:frame/>",
    b"<!-- <table:table-row> -->",
    b' table:number-rows-repeated="3"',
    b' table:name="twice"',
    b"\xff",
    b"]]>",
    b"&#7;",
    b"<",
    b'"',
)


def tables_of(content: bytes, *, fast: bool) -> dict[str, OdsSheet] | str:
    """The tables of a content, or why there are none."""
    tables = OdsWalk()
    try:
        if fast:
            walk_fast(content, PART, tables)
        else:
            walk(content, PART, namespaces=False, start=tables.start, end=tables.end, text=tables.text)
    except Odd:
        return "odd"
    except Refused as refusal:
        return refusal.code
    return tables.sheets


def content_of(ods: bytes) -> bytes:
    content = inflate(ods, read_directory(ods), [PART])[PART]
    return content.replace(b"<office:body>", STYLES + b"<office:body>")


def test_a_form_takes_the_quick_way() -> None:
    content = content_of(as_ods())
    assert tables_of(content, fast=True) == tables_of(content, fast=False)


@pytest.mark.parametrize("seed", range(120))
def test_whatever_is_put_in_it_is_heard_alike(seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - tests, not secrets
    content = content_of(as_ods())
    for _ in range(luck.randint(1, 3)):
        at = luck.choice((luck.randrange(len(content)), content.find(b"<", luck.randrange(len(content)))))
        content = content[:at] + luck.choice(PIECES) + content[at:]
    quick = tables_of(content, fast=True)
    assert quick in ("odd", tables_of(content, fast=False))


def test_another_way_of_writing_is_heard_alike() -> None:
    contents = [content_of(mutant.content) for mutant in mutants(40, 7)]
    quick = [tables_of(content, fast=True) for content in contents]
    assert all(q in ("odd", tables_of(c, fast=False)) for q, c in zip(quick, contents, strict=True))
    assert any(q != "odd" for q in quick)
