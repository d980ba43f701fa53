"""Sections that copies for the public and for facilities have of a province and of all: their own words, and
nothing that would have to be taken out again (method.md §7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxassess.insight.models import Model
from dxassess.places.provinces import place_of
from dxassess.report.page.law import law_section
from dxassess.report.page.places import on_page
from dxassess.report.sections.sources import versions
from dxassess.report.value.model import Block, Bullet, Paragraph, Section, Table
from dxassess.report.value.say import count, say, text_cell
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.view import View

_METHOD = ("answers", "score", "levels", "sure", "words")


def models_section(view: View, key: str | None) -> tuple[Section, ...]:
    """By subject and name the good models of a province (None: of all) that these readers may be told of,
    without score and evidence, which are one facility's; nothing where there are none."""
    models = [m for m in view.analysis.models if key in (None, m.province) and view.may_name(m)]
    if not models:
        return ()
    return (
        Section(
            id="models",
            title=say("section.open.models"),
            intro=say("section.open.models.intro"),
            blocks=(_models_table(view, models),),
        ),
    )


def _models_table(view: View, models: Sequence[Model]) -> Table:
    ordered = sorted(models, key=lambda m: (m.indicator, m.province, m.facility))
    return Table(
        id="open-models",
        of_groups=True,
        head=(say("head.indicator"), say("head.model")),
        rows=tuple(
            (
                text_cell(view.round.indicator_name(model.indicator), strong=True),
                text_cell(say("model.name", name=model.name, place=place_of(model.province).name)),
            )
            for model in ordered
        ),
    )


def duties_section(view: View, key: str | None) -> tuple[Section, ...]:
    """For facilities what the law asks and until when; the public is told the next deadline alone."""
    if view.readers == "public":
        return ()
    return tuple(on_page(section, "law") for section in law_section(view, key))


def trust_section(view: View, blocks: Iterable[Block]) -> Section:
    """Who answered and how sure it is, as `blocks` say, and how the scores came about, in a few lines."""
    method = Bullet(
        messages=(
            *(say(f"open.method.{name}") for name in _METHOD),
            say("open.method.hidden", least=count(MIN_GROUP)),
        )
    )
    return Section(
        id="trust",
        title=say("section.trust"),
        intro=say("section.open.trust.intro"),
        blocks=(*blocks, method, Paragraph(message=versions(view), role="note")),
    )
