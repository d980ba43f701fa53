"""Report → Document: chooses the language, writes every number, draws every chart."""

from __future__ import annotations

from dxassess.render.charts import draw
from dxassess.render.document import (
    Document,
    Labels,
    PrintedBlock,
    PrintedBullet,
    PrintedFigure,
    PrintedParagraph,
    PrintedPoint,
    PrintedQuestion,
    PrintedSection,
    PrintedStat,
)
from dxassess.render.printable import printable
from dxassess.render.svg import NARROW, PRINT, WIDE, Caption
from dxassess.render.tables import compose_table, laid_alike
from dxassess.render.voice import Voice
from dxassess.report.value import model, words
from dxassess.wording.wording import Wording


def compose(report: model.Report, wording: Wording, ui: Wording) -> Document:
    """`report` in the language of `wording`, the catalogue of the report's texts; `ui` is the catalogue
    "render" in that language. Links to other reports hold their stem; a renderer ends it (`linked`)."""
    voice = Voice(wording, ui, subject=report.subject)
    return Document(
        kind=report.kind,
        language=voice.language,
        subject=_opening(report.subject, voice.subject),
        title=voice.say(report.title),
        round=voice.say(report.round),
        date=voice.say(words.Date(iso=report.date)),
        iso_date=report.date,
        simulated=report.simulated,
        readers=voice.ui(f"readers.{report.readers}"),
        headline=_opening(report.subject, voice.say(report.headline)),
        lead=tuple(voice.say(message) for message in report.lead),
        stats=tuple(
            PrintedStat(label=voice.say(stat.label), value=voice.say(stat.value), note=voice.say(stat.note))
            for stat in report.stats
        ),
        position=_figure(report.position, voice) if report.position else None,
        points_title=voice.say(report.points_title),
        points=_points(report.points, voice),
        actions_title=voice.say(report.actions_title) if report.actions_title else None,
        actions=_points(report.actions, voice),
        questions=_questions(report, voice),
        quote=voice.say(report.quote) if report.quote else None,
        deadline=voice.say(report.deadline) if report.deadline else None,
        sections=tuple(_section(section, voice) for section in report.sections),
        reproduce=voice.say(report.reproduce),
        program=printable(report.program),
        labels=Labels(**{name: voice.ui(f"page.{name}") for name in Labels.model_fields}),
    )


def _opening(subject: words.Label, printed: str) -> str:
    """What opens a page begins with a capital; where the subject is a name, as people write it."""
    return printed[:1].upper() + printed[1:] if isinstance(subject, words.Message) else printed


def _questions(report: model.Report, voice: Voice) -> tuple[PrintedQuestion, ...]:
    return tuple(
        PrintedQuestion(
            title=voice.say(question.title),
            mark=voice.say(question.mark),
            text=voice.say(question.text),
            section=question.section,
        )
        for question in report.questions
    )


def _points(points: tuple[model.Point, ...], voice: Voice) -> tuple[PrintedPoint, ...]:
    return tuple(
        PrintedPoint(title=voice.say(p.title), text=voice.say(p.text), section=p.section) for p in points
    )


def _section(section: model.Section, voice: Voice) -> PrintedSection:
    return PrintedSection(
        id=section.id,
        title=voice.say(section.title),
        intro=voice.say(section.intro) if section.intro else None,
        blocks=laid_alike([_block(block, voice) for block in section.blocks]),
    )


def _block(block: model.Block, voice: Voice) -> PrintedBlock:
    match block:
        case model.Table():
            return compose_table(block, voice)
        case model.Figure():
            return _figure(block, voice)
        case model.Paragraph():
            return PrintedParagraph(text=voice.say(block.message), role=block.role)
        case model.Bullet():
            return PrintedBullet(items=tuple(voice.say(message) for message in block.messages))


def _figure(figure: model.Figure, voice: Voice) -> PrintedFigure:
    caption = Caption(figure.id, voice.say(figure.title), voice.say(figure.alt))
    wide, narrow, paper = (
        draw(figure.chart, caption, frame=frame, voice=voice) for frame in (WIDE, NARROW, PRINT)
    )
    return PrintedFigure(
        id=figure.id,
        title=caption.title,
        sub=voice.say(figure.sub),
        alt=caption.alt,
        wide=wide,
        narrow=narrow,
        print=paper,
        table=compose_table(figure.table, voice) if figure.table else None,
        tabulated=figure.chart.kind in ("profile", "waterfall"),
        note=voice.say(figure.note) if figure.note else None,
    )
