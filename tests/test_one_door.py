"""Every byte from outside comes in by one door: nobody else opens a workbook, an archive, YAML or CSV."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "dxassess"
READERS = {
    "openpyxl.load_workbook", "openpyxl.reader", "python_calamine", "xlrd", "zipfile.ZipFile", "tarfile",
    "csv.reader", "csv.DictReader", "yaml.load", "yaml.load_all", "yaml.safe_load", "yaml.safe_load_all",
    "yaml.full_load", "yaml.unsafe_load", "yaml.parse", "yaml.compose", "yaml.scan", "pandas", "lxml",
    "xml.etree.ElementTree.parse", "xml.etree.ElementTree.fromstring", "xml.dom", "xml.sax.parse", "pickle",
}  # fmt: skip
DOOR = {
    "intake/workbook/reader.py": {"python_calamine", "xlrd"},
    "intake/workbook/xls.py": {"xlrd"},
    "intake/workbook/delimited.py": {"csv.reader"},
    "files/yaml_text.py": {"yaml.load", "yaml.parse"},
}
_APART = "in the worker of returning/order.py"
ALLOWED: dict[str, tuple[set[str], str]] = {
    "places/provinces.py": ({"csv.DictReader"}, "the table of provinces that comes with the program"),
    "places/tiles.py": ({"csv.DictReader"}, "the table of tiles that comes with the program"),
    "law/acts.py": ({"csv.DictReader"}, "the table of acts that comes with the program"),
    "law/targets.py": ({"csv.DictReader"}, "the table of targets that comes with the program"),
    "forms/template.py": ({"zipfile.ZipFile"}, "a form that was made a moment ago, and the one made of it"),
    "demo/make.py": ({"openpyxl.load_workbook"}, "a form that was made a moment ago"),
    "demo/sealing.py": ({"zipfile.ZipFile"}, "a workbook that was made a moment ago"),
    "render/sheet_stream.py": ({"zipfile.ZipFile"}, "a workbook that was made a moment ago"),
    "render/word.py": ({"zipfile.ZipFile"}, "a document that was made a moment ago"),
    "render/tables_csv.py": ({"zipfile.ZipFile"}, "writes an archive"),
    "returning/copy.py": ({"zipfile.ZipFile"}, "a copy that was made a moment ago"),
    "returning/opened.py": (
        {"openpyxl.load_workbook", "zipfile.ZipFile"},
        "in the worker of returning/order.py",
    ),
    "returning/validations.py": ({"zipfile.ZipFile"}, _APART),
}


def used(path: Path) -> set[str]:
    """The readers that a module names, whatever it calls them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = dict(_imported(tree))
    dotted = {names[node.id] for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names}
    dotted |= set(names.values()) - {"openpyxl", "zipfile", "csv", "yaml", "xml"}
    dotted |= {
        f"{names[node.value.id]}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names
    }
    return {
        reader for reader in READERS for name in dotted if name == reader or name.startswith(reader + ".")
    }


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield each.asname or each.name.partition(".")[0], each.name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for each in node.names:
                yield each.asname or each.name, f"{node.module}.{each.name}"


def test_nobody_beside_the_door_reads_what_comes_from_outside() -> None:
    known = DOOR | {name: readers for name, (readers, _) in ALLOWED.items()}
    found = {
        path.relative_to(SOURCE).as_posix(): readers
        for path in SOURCE.rglob("*.py")
        if (readers := used(path))
    }
    assert found == known


def test_other_names_for_a_reader_are_seen(tmp_path: Path) -> None:
    for text, reader in (
        ("import zipfile as z\nz.ZipFile('a')", "zipfile.ZipFile"),
        ("from openpyxl import load_workbook as load", "openpyxl.load_workbook"),
        ("def f():\n    from python_calamine import CalamineWorkbook", "python_calamine"),
        ("import yaml\nyaml.load('a', Loader=yaml.SafeLoader)", "yaml.load"),
        ("import csv\nread = csv.DictReader", "csv.DictReader"),
    ):
        (tmp_path / "a.py").write_text(text)
        assert used(tmp_path / "a.py") == {reader}
