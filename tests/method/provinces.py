"""The examples of section 5: a province, as its results are published."""

from __future__ import annotations

from tests.method.rows import Recompute, Row, number, parts, points, span
from tests.reference.by_hand import facility, line, made, second
from tests.reference.published import Json
from tests.scoring.small import questionnaire, text

from dxassess.wording.wording import MISSING, Wording

FLAGS = ("beds_estimated", "beds_unknown", "register_outdated")


def flags(province: Json) -> str:
    return "; ".join(f for f in province["flags"] if f in FLAGS) or MISSING


FORMS = [facility("00001", "a", 40.0), facility("00002", "a", 60.0), facility("00004", "b", 90.0)]
LINES = [line(f"0000{n}", "a") for n in (1, 2, 6, 7)] + [line(f"0000{n}", "b") for n in (4, 8)]


def strata(rows: list[Row], say: Wording) -> list[Row]:
    stated = [
        (f"{type_}{n:04}", type_, number(score))
        for type_, _, scores, _ in rows[:-1]
        for n, score in enumerate(parts(scores))
    ]
    files = [facility(*one) for one in stated]
    lines = [line(code, type_) for code, type_, _ in stated]
    _, node = second(made(files, lines))
    done = [
        [s["type"], say.number(s["weight"], 1), row[2], say.score(s["score"])]
        for s, row in zip(node["strata"], rows, strict=False)
    ]
    return [*done, ["F", "", "", say.score(node["facility"]["score"])]]


def silence(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for n, (third, *_) in enumerate(rows):
        files = FORMS[:2] + ([] if n == 2 else [facility("00006", "a", None if n == 1 else points(third))])
        _, node = second(made(files, LINES[:3]))
        spans = [span(node["low"], node["high"], say), span(node["floor"], node["ceiling"], say)]
        done.append([third, say.score(node["score"]), *spans])
    return done


def blend(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for _, own, *_ in rows:
        _, node = second(made(FORMS, LINES, with_department=own != MISSING, silent_department=True))
        spans = [span(node["low"], node["high"], say), span(node["floor"], node["ceiling"], say)]
        sent = node["department"] and node["department"]["score"]
        told = MISSING if sent is None else say.number(sent * 100)
        score = say.score(node["score"])
        done.append([say.score(node["facility"]["score"]), told, score, *spans, str(node["level"])])
    return done


def silent_type(rows: list[Row], say: Wording) -> list[Row]:
    types = [{"code": t, "name": text(t), "weight": w} for t, w in (("a", 0.7), ("b", 0.3))]
    done = []
    for others, *_ in rows:
        files, lines = [facility("80a", "a", 50.0)], [line("80a", "a"), line("80b", "b")]
        for place, pair in zip(("82", "83", "84"), parts(others), strict=False):
            for type_, score in zip("ab", pair.split(","), strict=True):
                files.append(facility(f"{place}{type_}", type_, number(score), place))
                lines.append(line(f"{place}{type_}", type_, place))
        _, node = second(made(files, lines, asked=questionnaire(types=types)))
        part, held = node["facility"], node["facility"]["interval"]
        done.append(
            [
                others,
                say.score(next(s["estimate"] for s in node["strata"] if s["type"] == "b")),
                say.score(part["score"]),
                span(part["low"], part["high"], say),
                MISSING if held is None else span(held["low"], held["high"], say),
            ]
        )
    return done


def beds(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for listed, *_ in rows:
        own = [None if cell == MISSING else number(cell) for cell in parts(listed)]
        lines = [line(f"0000{n}", "a", beds=b) for n, b in enumerate(own)]
        files = [facility(f"0000{n}", "a", score) for n, score in enumerate((80.0, 40.0, 60.0))]
        province, node = second(made(files, lines, weights="beds"))
        done.append([listed, say.score(node["score"]), flags(province)])
    return done


def coverage(rows: list[Row], say: Wording) -> list[Row]:
    done = []
    for registered, answered, strangers, rule, *_ in rows:
        lines = [line(f"0000{n}", "a") for n in range(int(registered))]
        codes = [f"0000{n}" for n in range(int(answered))] + [f"9000{n}" for n in range(int(strangers))]
        files = [facility(code, "a", 50.0) for code in codes]
        province, _ = second(made(files, lines, strangers=rule))
        share = say.percent(province["coverage"]["share"], 1)
        done.append([registered, answered, strangers, rule, share, flags(province)])
    return done


EXAMPLES: tuple[Recompute, ...] = (strata, silence, blend, silent_type, beds, coverage)
