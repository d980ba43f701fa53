"""`python -m tests.render.speed FOLDER [REPEATS]`: time and size of reports of a round, by report and format.

The second and later makings count (warm: fonts and templates are loaded); the median of them is told."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import pikepdf

from dxassess.assess import read
from dxassess.files.resources import resource_folder
from dxassess.insight.analysis import analyse
from dxassess.render.compose import compose
from dxassess.render.html import render_html
from dxassess.render.pdf import render_pdf
from dxassess.render.report_word import render_word
from dxassess.report.page.build import build_reports
from dxassess.report.people.facility_sheet import facility_sheet
from dxassess.report.value.model import Report
from dxassess.wording.wording import wording

TEMPLATES = resource_folder("report_templates")


def measure(report: Report, repeats: int) -> str:
    """One line: milliseconds of composing and of each format, kilobytes of each, pages of the PDF."""
    said, ui = wording("report", "vi"), wording("render", "vi")
    spent: dict[str, list[float]] = {name: [] for name in ("compose", "html", "pdf", "docx")}
    made: dict[str, bytes] = {}
    for _ in range(repeats + 1):
        start = perf_counter()
        document = compose(report, said, ui)
        spent["compose"].append(perf_counter() - start)
        for name, render in (("html", render_html), ("pdf", render_pdf), ("docx", render_word)):
            start = perf_counter()
            content = render(document, template_folder=TEMPLATES)
            spent[name].append(perf_counter() - start)
            made[name] = content.encode() if isinstance(content, str) else content
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        pages = len(pdf.pages)
    told = ", ".join(
        f"{name} {1000 * median(times[1:]):.0f} ms"
        + (f" {len(made[name]) / 1024:.0f} KB" if name in made else "")
        for name, times in spent.items()
    )
    return f"{report.stem}: {told}; {pages} pages"


def main(folder: Path, repeats: int) -> None:
    """Prints the time to build all reports as values, then lines for a province, the region and a sheet."""
    round_ = read(folder, questionnaires=resource_folder("questionnaires") / "five-conditions")
    analysis = analyse(round_)
    start = perf_counter()
    reports = build_reports(analysis)
    told = [f"{len(reports)} reports as values: {perf_counter() - start:.1f} s"]
    sheet = facility_sheet(analysis, round_.facilities[0])
    region = next(report for report in reports if report.stem == "region")
    province = next(report for report in reports if report.stem != "region")
    told += [measure(report, repeats) for report in (province, region, sheet)]
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 5)
