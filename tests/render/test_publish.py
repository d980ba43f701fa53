"""One publication: composed once a language, written by one run at a time, made again from what it saved."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from tests.statistics.invent import invent
from tests.statistics.test_score_provinces import FACILITIES, register, small_round

from dxassess import __version__, assess
from dxassess.assess import publish, publish_again
from dxassess.cli.publishing import publish_letters
from dxassess.errors import BusyError, DxassessError, OutputError
from dxassess.files import batches
from dxassess.files.outputs import NOTE, RUN_LOG, SAVED_FILE, read_note
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import Analysis, analyse
from dxassess.render import publish as publishing
from dxassess.render.edition import Edition
from dxassess.render.renderers import Renderers
from dxassess.report.data.saved import load_reports, save_reports
from dxassess.report.page.build import build_reports
from dxassess.report.people.letters import Letter
from dxassess.report.value.model import Readers

RESULTS = ("results.json", "results.xlsx")


def small() -> Analysis:
    return analyse(small_round(*FACILITIES, register=register(a=5, b=2)))


def edition(out: Path, **changes: object) -> Edition:
    known: dict[str, object] = {"out": out, "languages": ("vi", "en"), "templates": shipped_templates()}
    return Edition.model_validate(known | changes)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".dxassess.")}


def reports_in(folder: Path) -> dict[str, bytes]:
    """All but the front page and the saved reports, which tell what is new since the last publication."""
    front = {SAVED_FILE, "index.html", "index.en.html", "index.vi.pdf", "index.en.pdf"}
    return {name: content for name, content in contents(folder).items() if name not in front}


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """How often each report was composed in each language; nothing is drawn."""
    counts: Counter[tuple[str, str]] = Counter()

    def counted(report: object, wording: object, ui: object) -> tuple[str, str]:
        key: tuple[str, str] = (report.stem, ui.language)  # type: ignore[attr-defined] # only counted
        counts[key] += 1
        return key

    def rendered(document: object, *, template_folder: Path) -> str:
        return f"{document} {template_folder.name}"

    monkeypatch.setattr(publishing, "compose", counted)
    monkeypatch.setattr(publishing, "with_files", lambda document, parts, formats: document)

    def drawn(_self: object, _format: str, document: object, *, template_folder: Path) -> bytes:
        return rendered(document, template_folder=template_folder).encode()

    monkeypatch.setattr(publishing, "_AT_HOME", dict.fromkeys(("HTML", "XLSX"), rendered))
    monkeypatch.setattr(Renderers, "draw", drawn)
    return counts


def test_letters_of_an_earlier_batch_stay_and_are_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_LEAST", 2)
    monkeypatch.setattr(batches, "_MOST_BATCHES", 100)
    made: list[str] = []

    def letter(one: Letter, **_: object) -> bytes:
        made.append(one.stem)
        if len(made) == 4:
            raise OutputError("output.cannot_write", path="a", reason="b")
        return one.stem.encode()

    monkeypatch.setattr(publishing, "letter_file", letter)
    vietnamese = edition(tmp_path, languages=("vi",))
    with pytest.raises(OutputError):
        publish_letters(small(), vietnamese, ())
    standing = made[:2]
    assert sorted(path.read_text() for path in tmp_path.rglob("*.docx")) == sorted(standing)
    publish_letters(small(), vietnamese, ())
    assert not set(made[4:]) & set(standing)
    assert sorted(path.read_text() for path in tmp_path.rglob("*.docx")) == sorted({*made})


def test_a_document_is_composed_once_a_language(tmp_path: Path, composed: Counter[tuple[str, str]]) -> None:
    analysis = analyse(invent(3))
    publish(analysis, edition(tmp_path, formats=("HTML", "PDF", "DOCX")))
    reports = build_reports(analysis)
    stems = [report.stem for report in reports]
    stems += [f"{report.stem}-brief" for report in reports if report.kind == "province" and report.questions]
    stems += [f"{report.stem}-annex" for report in reports if report.annex]
    assert composed == {(stem, lang): 1 for stem in (*stems, "index") for lang in ("vi", "en")}


@pytest.mark.usefixtures("composed")
def test_the_log_lists_what_was_written(tmp_path: Path) -> None:
    publish(small(), edition(tmp_path), results=RESULTS)
    log = json.loads((tmp_path / RUN_LOG).read_text(encoding="utf-8"))
    assert {*log["written"], RUN_LOG} == contents(tmp_path).keys()
    assert read_note((tmp_path / NOTE).read_bytes()).written == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents(tmp_path).items()
    }
    assert {SAVED_FILE, *RESULTS, "index.html", "index.en.html", "region.vi.pdf"} <= set(log["written"])


@pytest.mark.usefixtures("composed")
def test_a_run_that_was_cut_short_leaves_everything_as_it_was(tmp_path: Path) -> None:
    publish(small(), edition(tmp_path))
    before = contents(tmp_path)

    def cut(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(analyse(invent(3)), edition(tmp_path), on_report=cut)
    assert contents(tmp_path) == before


@pytest.mark.usefixtures("composed")
def test_nobody_writes_between_the_reports_and_their_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    score_files, refused = assess.score_files, []

    def meanwhile(name: str, analysis: Analysis, *, language: str) -> dict[str, str | bytes]:
        with pytest.raises(BusyError):
            publish(analyse(invent(1)), edition(tmp_path))
        refused.append(name)
        return score_files(name, analysis, language=language)

    monkeypatch.setattr(assess, "score_files", meanwhile)
    publish(small(), edition(tmp_path), results=RESULTS)
    assert tuple(refused) == RESULTS
    written = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert len(written["facilities"]) == len(FACILITIES)


def test_what_stands_is_not_made_again_and_the_folder_is_as_of_a_full_run(
    tmp_path: Path, composed: Counter[tuple[str, str]]
) -> None:
    publish(small(), edition(tmp_path / "out"))
    composed.clear()
    assert publish(small(), edition(tmp_path / "out")).new == ()
    assert not composed
    changed = small_round(*FACILITIES, register=register(a=9, b=2))
    written = publish(analyse(changed), edition(tmp_path / "out"))
    assert written.new
    assert len(written.new) + len(written.same) == len(contents(tmp_path / "out")), "none beside"
    publish(analyse(changed), edition(tmp_path / "full"))
    assert reports_in(tmp_path / "out") == reports_in(tmp_path / "full"), (
        "what is new is told on the front page"
    )


@pytest.mark.usefixtures("composed")
def test_what_is_new_is_told_until_something_else_is(tmp_path: Path) -> None:
    def news(folder: Path) -> int:
        reports = load_reports((folder / SAVED_FILE).read_bytes(), path="").reports
        return len(reports[0].news)

    publish(small(), edition(tmp_path / "out"))
    assert news(tmp_path / "out") == 0
    changed = small_round(*FACILITIES[:-1], register=register(a=5, b=2))
    publish(analyse(changed), edition(tmp_path / "out"))
    assert news(tmp_path / "out") > 0
    before = contents(tmp_path / "out")
    publish(analyse(changed), edition(tmp_path / "out"))
    assert contents(tmp_path / "out") == before
    (tmp_path / "out" / SAVED_FILE).write_text("damaged")
    publish(small(), edition(tmp_path / "out", force=True))
    assert news(tmp_path / "out") == 0


def test_a_report_that_somebody_edited_is_left(tmp_path: Path, composed: Counter[tuple[str, str]]) -> None:
    publish(small(), edition(tmp_path, formats=("DOCX",)))
    (tmp_path / "region.vi.docx").write_bytes(b"to sign")
    composed.clear()
    assert publish(small(), edition(tmp_path, formats=("DOCX",))).edited == ("region.vi.docx",)
    assert not composed
    changed = analyse(small_round(*FACILITIES, register=register(a=9, b=2)))
    written = publish(changed, edition(tmp_path, formats=("DOCX",)))
    assert (tmp_path / "region.vi.docx").read_bytes() == b"to sign"
    forced = publish(changed, edition(tmp_path, formats=("DOCX",), force=True))
    assert "region.vi.docx" in forced.new
    assert written.edited + tuple(name for name, _ in written.beside) == ("region.vi.docx",)


def test_saved_reports_give_the_same_bytes(tmp_path: Path) -> None:
    first, again = tmp_path / "first", tmp_path / "again"
    publish(small(), edition(first, formats=("HTML", "PDF", "DOCX")))
    saved = load_reports((first / SAVED_FILE).read_bytes(), path="report.json")
    publish_again(first / SAVED_FILE, saved, edition(again, formats=("HTML", "PDF", "DOCX")))
    made, remade = contents(first), contents(again)
    logs = [json.loads(files.pop(RUN_LOG)) for files in (made, remade)]
    assert made == remade
    # In each language a region and a province as page, PDF and Word, the province's brief likewise, both
    # annexes as page and workbook, and the index as page and PDF; and what was saved.
    assert len(made) == 2 * (2 * 3 + 3 + 2 * 2 + 2) + 1
    assert logs[0]["written"] == logs[1]["written"]
    assert logs[1]["from"] == {"file": SAVED_FILE, "sha256": saved.sha256}


@pytest.mark.parametrize("readers", get_args(Readers))
def test_saved_reports_are_the_reports(readers: Readers) -> None:
    for seed in range(3):
        reports = build_reports(analyse(invent(seed), invent(seed + 1)), readers)
        saved = load_reports(save_reports(reports, readers).encode(), path="r")
        assert (saved.readers, saved.reports) == (readers, reports)


def test_a_departments_saved_reports_are_not_published_for_others(tmp_path: Path) -> None:
    saved = load_reports(save_reports(build_reports(small()), "department").encode(), path="r")
    for_public = edition(tmp_path / "out", readers="public")
    with pytest.raises(DxassessError) as problem:
        publish_again(tmp_path / "r", saved, for_public)
    assert problem.value.key == "saved.other_readers"
    relabelled = saved.model_copy(update={"readers": "public"})
    with pytest.raises(DxassessError) as problem:
        load_reports(relabelled.model_dump_json().encode(), path="r")
    assert problem.value.key == "saved.damaged"
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("composed")
def test_a_public_run_does_not_join_what_a_department_saved(tmp_path: Path) -> None:
    publish(small(), edition(tmp_path))
    (tmp_path / RUN_LOG).unlink()
    kept = contents(tmp_path)
    with pytest.raises(DxassessError) as problem:
        publish(small(), edition(tmp_path, readers="public"))
    assert problem.value.key == "report.other_readers"
    assert contents(tmp_path) == kept


def text() -> str:
    return save_reports(build_reports(small()), "department")


@pytest.mark.parametrize(
    ("damage", "key"),
    [
        (lambda whole: "", "saved.damaged"),
        (lambda whole: whole[: len(whole) // 2], "saved.damaged"),
        (lambda whole: whole.replace('"stem":"region"', '"stem":"../../r"'), "saved.damaged"),
        (lambda whole: whole.replace('"simulated":false', '"simulated":true', 1), "saved.damaged"),
        (lambda whole: "[" * 100_000, "saved.damaged"),
        (lambda whole: '{"schema": 1, "facilities": []}', "saved.damaged"),
        (lambda whole: whole.replace('"saved_reports":1', '"saved_reports":2'), "saved.build"),
        (
            lambda whole: whole.replace('"saved_reports":1', '"saved_reports":2').replace(
                f'"program":"{__version__}"', '"program":"9.9"', 1
            ),
            "saved.version",
        ),
    ],
)
def test_a_damaged_file_or_one_of_another_version_is_refused(damage: Callable[[str], str], key: str) -> None:
    whole = text()
    assert damage(whole) != whole
    with pytest.raises(DxassessError) as problem:
        load_reports(damage(whole).encode(), path="report.json")
    assert problem.value.key == key
    assert problem.value.exit_code == 2


def test_names_that_lead_elsewhere_are_refused_even_when_whole() -> None:
    (region, *others) = build_reports(small())
    elsewhere = region.model_copy(update={"stem": "../../region"})
    with pytest.raises(DxassessError) as problem:
        load_reports(save_reports([elsewhere, *others], "department").encode(), path="report.json")
    assert problem.value.key == "saved.damaged"


def test_texts_of_another_version_are_named(tmp_path: Path) -> None:
    (region, *others) = build_reports(small())
    headline = region.headline.model_copy(update={"key": "headline.of.tomorrow"})
    saved = load_reports(
        save_reports([region.model_copy(update={"headline": headline}), *others], "department").encode(),
        path="report.json",
    )
    with pytest.raises(DxassessError) as problem:
        publish_again(tmp_path / "report.json", saved, edition(tmp_path / "out"))
    assert (problem.value.key, problem.value.facts["text"]) == ("saved.other_words", "headline.of.tomorrow")
    assert not (tmp_path / "out").exists()
