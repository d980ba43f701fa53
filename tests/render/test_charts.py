"""Charts with nothing, one thing, very many things, and with nothing known."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from defusedxml import ElementTree
from tests.render import sample
from tests.render.phrases import Phrases

from dxassess.render.charts import draw
from dxassess.render.metrics import text_width
from dxassess.render.svg import NARROW, PRINT, WIDE, Caption, Frame
from dxassess.render.voice import Voice
from dxassess.report.value.charts import (
    AnyChart,
    BulletRow,
    Bullets,
    Chart,
    Dots,
    FallRow,
    Heading,
    Ladder,
    LadderRow,
    Mark,
    Profile,
    ProfileRow,
    Reference,
    ShareRow,
    Shares,
    Stack,
    StackRow,
    Strip,
    Swarm,
    SwarmRow,
    Waterfall,
)
from dxassess.report.value.model import Figure
from dxassess.wording.wording import wording

CAPTION = Caption("f", "Tiêu đề <b>", "Mô tả & số liệu")
LONG = "Bệnh viện đa khoa khu vực liên huyện có tên rất dài và không bao giờ vừa một dòng nào cả"
FRAMES = (WIDE, NARROW, PRINT)


def _marks(count: int, *, known: bool = True) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            label=LONG if n % 3 else f"{n}",
            value=sample.wave(n) if known else None,
            low=0.1,
            high=0.95,
            own=n == 1,
        )
        for n in range(count)
    )


def _charts(count: int, *, known: bool = True) -> tuple[Chart, ...]:
    marks = _marks(count, known=known)
    value = 0.5 if known else None
    standard = Reference(label="Mức 3", value=value, role="standard")
    return (
        Waterfall(
            start=Mark(label=LONG, value=value),
            rows=tuple(
                FallRow(label=m.label, value=0.001 if known else 0.0, group=None if n % 3 else LONG)
                for n, m in enumerate(marks)
            ),
            end=Mark(label=LONG, value=value, own=True),
            low=0.2,
            high=0.9,
        ),
        Ladder(
            levels=(LONG,) * 6,
            rows=tuple(LadderRow(label=m.label, level=n % 6 if known else None) for n, m in enumerate(marks)),
            standard=3,
        ),
        Dots(marks=marks, headings=(Heading(before=0, label=LONG),)),
        Strip(marks=marks, references=(standard,) * 3),
        Dots(marks=marks, references=(standard,)),
        Dots(marks=marks, style="percent"),
        Dots(marks=marks, style="signed_score"),
        Dots(marks=marks, style="count"),
        Profile(
            rows=tuple(ProfileRow(mark=mark, region=value, low=value, high=value) for mark in marks),
            standard=standard,
        ),
        Bullets(
            rows=tuple(
                BulletRow(label=m.label, value=m.value, region=value, target=value, n=0) for m in marks
            )
        ),
        Stack(rows=tuple(StackRow(label=m.label, counts=(n, 0, 400, 1, 1, 1)) for n, m in enumerate(marks))),
        Stack(rows=tuple(StackRow(label=m.label, counts=(0,) * 6, unknown=0) for m in marks)),
        Swarm(rows=(SwarmRow(label=LONG, marks=marks, median=value),)),
        Shares(
            rows=tuple(
                ShareRow(label=m.label, part=3, whole=None if n % 2 else 0) for n, m in enumerate(marks)
            )
        ),
    )


def _svg(chart: Chart, frame: Frame, language: str = "vi") -> str:
    voice = Voice(Phrases(language), wording("render", language), subject="Bến Tre")
    return draw(chart, CAPTION, frame=frame, voice=voice)


def _texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
@pytest.mark.parametrize("count", [0, 1, 2, 13, 400])
def test_any_number_of_marks_can_be_drawn_inside_the_frame(count: int, known: bool) -> None:
    for chart in _charts(count, known=known):
        for frame in FRAMES:
            svg = ElementTree.fromstring(_svg(chart, frame))
            width, height = (float(svg.attrib[name]) for name in ("width", "height"))
            for text in svg.iter("{http://www.w3.org/2000/svg}text"):
                size = float(text.get("font-size", frame.size))
                wide = text_width(text.text or "", size, int(text.get("font-weight", 400)))
                start = float(text.attrib["x"]) - wide * {"middle": 0.5, "end": 1.0}.get(
                    text.get("text-anchor", ""), 0
                )
                assert start >= -size, (chart.kind, frame.name, text.text)
                assert start + wide <= width + size, (chart.kind, frame.name, text.text)
                assert 0 <= float(text.attrib["y"]) <= height + 1, (chart.kind, frame.name, text.text)
            assert "nan" not in ElementTree.tostring(svg, "unicode").lower().split()


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_a_chart_has_a_title_a_description_and_classes_only(frame: Frame) -> None:
    for chart in _charts(3):
        svg = _svg(chart, frame)
        assert f'<title id="f-{frame.name}-t">Tiêu đề &lt;b&gt;</title>' in svg
        assert f'<desc id="f-{frame.name}-d">Mô tả &amp; số liệu</desc>' in svg
        assert not re.search(r"(?:fill|stroke|style)=", svg)


def test_missing_values_are_dashes_without_a_dot() -> None:
    svg = _svg(Dots(marks=_marks(4, known=False)), WIDE)
    assert _texts(svg).count("–") == 4
    assert "<circle" not in svg
    strip = _svg(Strip(marks=_marks(2, known=False), references=()), WIDE)
    assert "<circle" not in strip
    assert any(text.startswith("Chưa có điểm") for text in _texts(strip))


def test_a_full_scale_starts_at_zero_and_a_cut_one_says_so() -> None:
    assert {"0", "100"} <= set(_texts(_svg(Dots(marks=_marks(3)), WIDE)))
    ends = Mark(label="a", value=0.45), Mark(label="b", value=0.61)
    cut = Waterfall(start=ends[0], rows=(), end=ends[1], low=0.41, high=0.7)
    assert "thang 0–100; trục từ 40 đến 70" in _texts(_svg(cut, WIDE))
    assert "scale 0–100; axis from 40 to 70" in _texts(_svg(cut, WIDE, "en"))


def test_the_range_is_taller_than_the_dot_is_wide_and_seen_however_narrow() -> None:
    """A total band of less than a point would vanish behind its dot."""
    marks = (Mark(label="a", value=0.5, low=0.499, high=0.501), Mark(label="b", value=0.4, low=0.3, high=0.5))
    for frame in FRAMES:
        svg = ElementTree.fromstring(_svg(Dots(marks=marks), frame))
        dots = [float(dot.attrib["r"]) for dot in svg.iter("{http://www.w3.org/2000/svg}circle")]
        boxes = [box for box in svg.iter("{http://www.w3.org/2000/svg}rect") if box.get("class") == "range"]
        assert sum(float(box.attrib["height"]) > 2 * max(dots) for box in boxes) >= len(marks)


def test_a_chart_is_always_the_same() -> None:
    for one, other in zip(_charts(30), _charts(30), strict=True):
        assert _svg(one, WIDE) == _svg(other, WIDE)


def test_long_names_end_in_an_ellipsis() -> None:
    assert any(text.endswith("…") for text in _texts(_svg(Dots(marks=_marks(3)), NARROW)))


def test_the_made_up_report_has_a_chart_of_every_kind() -> None:
    report = sample.sample()
    blocks = [report.position, *(block for section in report.sections for block in section.blocks)]
    assert {type(block.chart) for block in blocks if isinstance(block, Figure)} == set(get_args(AnyChart))


@pytest.mark.parametrize("kind", ["dots", "bullets", "ladder"])
def test_no_line_across_the_rows_crosses_a_name_that_stands_above(kind: str) -> None:
    """Long names stand above their marks: lines of references, targets and the standard end below them."""
    drawn = next(
        svg
        for chart in _charts(4)
        if chart.kind == kind and re.search('class="(?:regl|std|tgt)"', svg := _svg(chart, NARROW))
    )
    names = re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*>Bệnh viện đa khoa', drawn)
    lines = re.findall(r'<path d="M[\d.]+ ([\d.]+)L[\d.]+ ([\d.]+)" class="(?:regl|std|tgt)"', drawn)
    assert names
    assert lines
    crossed = [
        (top, name, end) for top, end in lines for name in names if float(top) < float(name) - 1 < float(end)
    ]
    assert crossed == []
