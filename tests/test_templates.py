"""Templates are theirs: any piece can be replaced alone, and a broken one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.errors import DxassessError
from dxassess.files.templates import fill_piece, find_piece, piece_names, shipped_templates, template_folder


@pytest.fixture(autouse=True)
def _index_of_one_word(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p{color:red}", encoding="utf-8")


def _fault(folder: Path, source: str | bytes, **values: object) -> DxassessError:
    content = source.encode() if isinstance(source, str) else source
    (folder / "index.html.j2").write_bytes(content)
    with pytest.raises(DxassessError) as caught:
        fill_piece(folder, "index.html.j2", **values)
    return caught.value


def test_a_piece_is_taken_from_the_folder_and_the_rest_from_the_program(tmp_path: Path) -> None:
    assert find_piece(tmp_path, "style.css") == tmp_path / "style.css"
    for name in set(piece_names()) - {"style.css"}:
        assert find_piece(tmp_path, name) == shipped_templates() / name
        assert find_piece(tmp_path, name).is_file()


def test_a_folder_without_any_piece_is_refused(tmp_path: Path) -> None:
    (tmp_path / "style.css").rename(tmp_path / "stile.css")
    with pytest.raises(DxassessError) as caught:
        template_folder(tmp_path)
    assert caught.value.key == "templates.nothing"
    assert "style.css" in str(caught.value.facts["known"])


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\nb\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("{{ n }}\n{{ n.depth.more }}", 2, "depth"),
        ("{{ n + 'a' }}", 1, "unsupported operand"),
        ("a\n{% include 'absent.j2' %}", 2, "absent.j2"),
        ("a\n{% include '../secret.j2' %}", 2, "secret.j2"),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        (b"a\n\n\xff", 3, "UTF-8"),
    ],
)
def test_a_fault_has_file_line_and_reason(
    source: str | bytes, line: int, reason: str, tmp_path: Path
) -> None:
    (tmp_path.parent / "secret.j2").write_text("secret", encoding="utf-8")
    fault = _fault(tmp_path, source, n=1)
    assert fault.key == "template.faulty"
    assert fault.exit_code == 2
    assert fault.facts["file"] == str(tmp_path / "index.html.j2")
    assert fault.facts["line"] == line
    assert reason in str(fault.facts["reason"])


def test_a_piece_may_include_another_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_text("<b>{{ name }}</b>", encoding="utf-8")
    (tmp_path / "index.html.j2").write_text("{% include 'own.j2' %}", encoding="utf-8")
    assert fill_piece(tmp_path, "index.html.j2", name="<i>") == "<b>&lt;i&gt;</b>"


def test_a_defect_of_the_program_is_not_blamed_on_a_template(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        fill_piece(tmp_path, "index.html.j2", **_everything_wrong())


def _everything_wrong() -> dict[str, object]:
    """Values of the wrong type for the program's own piece."""
    words = ("title", "round", "date", "iso_date", "program", "readers", "headline", "language", "labels")
    page: dict[str, object] = dict.fromkeys(words, "")
    d = page | {"simulated": False, "stats": (), "position": None, "sections": ()}
    d |= {"labels": dict.fromkeys(("skip", "theme", "print"), "")}
    names = ("region", "provinces", "name", "answered", "reports", "files")
    rest = dict.fromkeys(("css_hash", "js_hash", "css", "js", "heads"), "")
    return {"d": d, "t": dict.fromkeys(names, ""), "lines": 1, "region": {"pages": (), "name": ""}, **rest}
