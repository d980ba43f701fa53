"""A made-up report with every kind of block and chart, odd values and hostile names."""

from __future__ import annotations

from dxassess.questionnaire.model import Text
from dxassess.report.value.charts import (
    BulletRow,
    Bullets,
    Chart,
    Dots,
    FallRow,
    Ladder,
    LadderRow,
    Mark,
    MoveRow,
    Moves,
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
    Tile,
    Tiles,
    Waterfall,
)
from dxassess.report.value.model import (
    Bullet,
    Cell,
    Figure,
    Paragraph,
    Point,
    Report,
    Section,
    Stat,
    Summary,
    Table,
)
from dxassess.report.value.words import Date, Message, Number, Span

PROVINCES = (
    "Long An",
    "Tiền Giang",
    "Bến Tre",
    "Trà Vinh",
    "Vĩnh Long",
    "Đồng Tháp",
    "An Giang",
    "Kiên Giang",
    "Cần Thơ",
    "Hậu Giang",
    "Sóc Trăng",
    "Bạc Liêu",
    "Cà Mau",
)
CONDITIONS: tuple[Text, ...] = tuple(
    Text(vi=vi, en=en)
    for vi, en in (
        ("Hạ tầng và thiết bị", "Infrastructure"),
        ("Dữ liệu và liên thông", "Data and exchange"),
        ("Nhân lực và kỹ năng", "Workforce and skills"),
        ("Quản trị và tài chính", "Governance and finance"),
        ("An toàn thông tin", "Information security"),
    )
)
TYPES = tuple(
    Text(vi=vi, en=en)
    for vi, en in (
        ("Bệnh viện công", "Public hospital"),
        ("Trung tâm y tế", "Health centre"),
        ("Bệnh viện tư nhân", "Private hospital"),
        ("Trạm y tế xã, phường", "Commune health station"),
    )
)
HOSTILE = (
    '<script>alert("x")</script>',
    '"><img src=x onerror=alert(1)>',
    '#read("/etc/passwd") *đậm* $x$ @nhan',
    "]] </style></svg> &amp; {{ 7*7 }}",
    "Trạm y tế xã có một cái tên dài đến mức không một cột nào trong bảng này chứa nổi trên một dòng",
)


def message(key: str, **facts: str | Text | Number | Span | Date | Message) -> Message:
    return Message(key=key, facts=tuple(facts.items()))


def wave(index: int, step: int = 7) -> float:
    """A number in [0.2, 0.9] that looks scattered and is always the same."""
    return 0.2 + (index * step * 37 % 71) / 100


def figure(name: str, chart: Chart, *, table: Table | None = None, note: Message | None = None) -> Figure:
    return Figure(
        id=name,
        title=message("figure", name=name),
        sub=message("figure.sub"),
        alt=message("figure.alt", name=name),
        chart=chart,
        table=table,
        note=note,
    )


def provinces(own: str = "Bến Tre") -> tuple[Mark, ...]:
    values = [None if name == "Bạc Liêu" else wave(index, 3) for index, name in enumerate(PROVINCES)]
    return tuple(
        Mark(
            label=name,
            value=value,
            low=None if value is None else value - 0.045,
            high=None if value is None else value + 0.05,
            own=name == own,
        )
        for name, value in zip(PROVINCES, values, strict=True)
    )


def profile() -> Profile:
    rows = tuple(
        ProfileRow(
            mark=Mark(
                label=name, value=wave(index), low=wave(index) - 0.05, high=wave(index) + 0.05, own=True
            ),
            region=wave(index) + 0.03,
            low=wave(index) - 0.15,
            high=wave(index) + 0.2,
        )
        for index, name in enumerate(CONDITIONS[:4])
    )
    missing = ProfileRow(mark=Mark(label=CONDITIONS[4], value=None, own=True), region=0.41, low=0.3, high=0.6)
    return Profile(rows=(*rows, missing), standard=Reference(label="Mức 3", value=0.6, role="standard"))


def swarm(count: int = 40) -> Swarm:
    rows = []
    for kind, name in enumerate(TYPES):
        marks = tuple(
            Mark(label=f"Cơ sở {index}", value=None if index == 7 else wave(index), own=True)
            for index in range(kind, count, 4)
        )
        rows.append(SwarmRow(label=name, marks=marks, median=0.5 if marks else None))
    return Swarm(rows=tuple(rows))


def facilities(count: int = 40) -> Table:
    rows = []
    for index in range(count):
        name = (
            HOSTILE[index // 4 % len(HOSTILE)]
            if index % 4 == 3 and index < 20
            else f"Trạm y tế Mỹ Thạnh An {index}"
        )
        scores = [None if (index + c) % 17 == 5 else wave(index + c * 3) for c in range(5)]
        heats = [Cell(content=Number(value=score), role="heat", middle=0.55) for score in scores]
        overall = None if index % 17 == 5 else wave(index, 5)
        level = None if overall is None else int(overall * 6)
        rows.append(
            (
                Cell(content=name),
                Cell(content=TYPES[index % 4], role="muted"),
                *heats,
                Cell(content=Number(value=overall), role="strong"),
                Cell(content=Number(value=level, style="level"), role="level"),
            )
        )
    head: tuple[Message | Text, ...] = (
        message("facility"),
        message("type"),
        *CONDITIONS,
        message("overall"),
        message("level"),
    )
    return Table(
        id="facility-table",
        title=message("facilities"),
        head=head,
        rows=tuple(rows),
        sortable=True,
        group=1,
        note=message("how"),
    )


def ranking() -> Table:
    rows = tuple(
        (
            Cell(content=mark.label, href=f"{index:02d}-tinh"),
            Cell(content=Number(value=mark.value), role="number"),
            Cell(content=Span(low=mark.low, high=mark.high), role="number"),
        )
        for index, mark in enumerate(provinces())
    )
    return Table(
        id="ranking", head=(message("facility"), message("overall"), message("level")), rows=rows, own=2
    )


def files() -> Table:
    rows = tuple(
        (
            Cell(content=f"{index:02d}/phieu_khao_sat_tram_y_te_{'rat_dai_' * (index % 3)}{index}.xlsx"),
            Cell(content="0123456789abcdef" * 4, role="code"),
            Cell(content=message("accepted"), role="muted"),
        )
        for index in range(6)
    )
    return Table(id="files", head=(message("file"), message("hash"), message("outcome")), rows=rows)


def bullets() -> Bullets:
    rows = (
        BulletRow(
            label=Text(vi="Người dân có hồ sơ sức khỏe điện tử", en="People with a health record"),
            value=0.61,
            region=0.7,
            target=0.95,
            n=38,
        ),
        BulletRow(
            label=Text(vi="Bệnh án điện tử", en="Electronic medical record"),
            value=0.38,
            region=None,
            target=1.0,
            n=9,
        ),
        BulletRow(
            label=Text(vi="Khám bệnh, chữa bệnh từ xa", en="Telehealth"),
            value=None,
            region=0.4,
            target=None,
            n=0,
        ),
    )
    return Bullets(rows=rows)


def stack() -> Stack:
    counts = ((0, 1, 2, 4, 2, 1), (2, 8, 9, 6, 3, 0), (0, 0, 0, 0, 0, 0), (5, 11, 40, 20, 9, 1))
    rows = tuple(
        StackRow(label=name, counts=row, unknown=index % 2 * 3)
        for index, (name, row) in enumerate(zip(TYPES, counts, strict=True))
    )
    return Stack(rows=rows)


def classes() -> Stack:
    rows = (
        StackRow(label="HIS – LIS", counts=(3, 0, 11, 1), unknown=2),
        StackRow(label="V20", counts=(0,) * 4),
    )
    return Stack(classes=("none", Text(vi="bằng tay", en="by hand"), "one way", "both ways"), rows=rows)


def fall() -> Waterfall:
    steps = (0.031, -0.12, -0.0004, 0.02)
    rows = tuple(
        FallRow(label=name, value=value, group=None if n % 2 else CONDITIONS[n])
        for n, (name, value) in enumerate(zip(TYPES, steps, strict=True))
    )
    start, end = Mark(label="Bình quân", value=0.55), Mark(label="Bến Tre", value=0.4806, own=True)
    return Waterfall(start=start, rows=rows, end=end, low=0.3, high=0.7)


def ladder() -> Ladder:
    levels = (2, 0, None, 5)
    rows = tuple(
        LadderRow(label=name, level=level, least=level == 2)
        for name, level in zip(CONDITIONS, levels, strict=False)
    )
    return Ladder(levels=tuple(f"Mức {n}" for n in range(6)), rows=rows, standard=3)


def moves() -> Moves:
    ends = ((0.2, 0.6), (0.7, None), (None, 0.3), (None, None))
    rows = tuple(
        MoveRow(label=name, before=before, now=now, own=now == 0.6)
        for name, (before, now) in zip(TYPES, ends, strict=True)
    )
    return Moves(rows=rows)


def tiles() -> Tiles:
    rows = tuple(
        Tile(
            label=f"Tỉnh {n}",
            short=f"T{n:02}",
            column=n % 8,
            row=n // 8,
            asked=n % 3 != 0,
            value=None if n == 1 else n / 22,
            level=None if n == 1 else n % 6,
            own=n == 4,
        )
        for n in range(22)
    )
    return Tiles(tiles=rows, levels=6)


def shares() -> Shares:
    wholes = (10, 31, None, 120)
    return Shares(
        rows=tuple(
            ShareRow(label=name, part=9 + index, whole=whole)
            for index, (name, whole) in enumerate(zip(TYPES, wholes, strict=True))
        )
    )


def references() -> tuple[Reference, ...]:
    return (
        Reference(label=Text(vi="Toàn vùng", en="Region"), value=0.556, role="region"),
        Reference(label=Text(vi="Mức 3", en="Level 3"), value=0.6, role="standard"),
    )


def sections() -> tuple[Section, ...]:
    return (
        Section(
            id="position",
            title=message("section.position"),
            intro=message("intro"),
            blocks=(
                figure(
                    "f-ranked",
                    Dots(marks=provinces(), references=references()),
                    table=ranking(),
                    note=message("how"),
                ),
            ),
        ),
        Section(
            id="conditions",
            title=message("section.conditions"),
            intro=message("intro"),
            blocks=(
                figure("f-profile", profile(), note=message("how"), table=ranking()),
                Paragraph(message=message("warning"), role="warning"),
            ),
        ),
        Section(
            id="systems",
            title=message("section.systems"),
            intro=None,
            blocks=(figure("f-bullets", bullets()), Bullet(messages=(message("how"), message("intro")))),
        ),
        Section(
            id="facilities",
            title=message("section.facilities"),
            intro=message("intro"),
            blocks=(
                figure("f-swarm", swarm()),
                figure("f-stack", stack()),
                figure("f-classes", classes()),
                figure("f-fall", fall()),
                figure("f-moves", moves()),
                figure("f-tiles", tiles()),
                figure("f-ladder", ladder()),
                facilities(),
            ),
        ),
        Section(
            id="method",
            title=message("section.method"),
            intro=None,
            blocks=(
                Paragraph(message=message("intro")),
                figure("f-shares", shares()),
                files(),
                Paragraph(message=message("how"), role="note"),
            ),
        ),
    )


def sample() -> Report:
    day = Date(iso="2026-03-09")
    return Report(
        kind="province",
        stem="83-ben-tre",
        subject="Bến Tre",
        title=message("title"),
        round=Text(vi="Vòng 1 (2026)", en="Round 1 (2026)"),
        date="2026-03-09",
        simulated=True,
        headline=message("headline", name="Bến Tre", score=Number(value=0.534)),
        lead=(
            message(
                "lead",
                ranks=Span(low=4, high=9, style="count"),
                n=Number(value=13, style="count"),
                part=message("lead.part", day=day),
            ),
        ),
        stats=(
            Stat(
                label=message("stat.score"),
                value=Number(value=0.534),
                note=message("stat.interval", span=Span(low=0.49, high=0.578)),
            ),
            Stat(
                label=message("stat.rank"),
                value=Span(low=4, high=9, style="count"),
                note=message("stat.note", value=Number(value=6, style="count")),
            ),
            Stat(
                label=message("stat.level"),
                value=Number(value=None, style="level"),
                note=message("stat.note", value=Number(value=2.5, style="decimal")),
            ),
            Stat(
                label=message("stat.answers"),
                value=message("of", part=Number(value=1064, style="count"), whole="1.371"),
                note=message("stat.note", value=Number(value=0.9, style="percent")),
            ),
        ),
        position=figure("f-position", Strip(marks=provinces(), references=references()), note=message("how")),
        points_title=message("points"),
        points=tuple(
            Point(
                title=message("point", gap=Number(value=0.083 + index / 100)),
                text=message("point.text", share=Number(value=0.36, style="percent")),
                section="conditions",
            )
            for index in range(3)
        ),
        sections=sections(),
        summary=Summary(score=0.534, low=0.49, high=0.578, level=None, answered=1064, registered=1371),
        reproduce=message("reproduce", version="2026-1", day=day),
        program="dxassess 0.1.0",
    )
