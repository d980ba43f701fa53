"""`python -m benchmarks.analyst FOLDER OUT.html ENGINE`: what an analyst writes in an afternoon instead of
this program, to measure beside it. Every form by `pandas.read_excel`, answers to numbers where they look like
some, means by condition, facility and province, a page. No mark is read, nobody identified, nothing bounded.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

# Without types of its own, and only measured.
pd: Any = importlib.import_module("pandas")

_ITEM, _FACT = r"^[CD]\d\.\d+\.\d+[a-z]?$", r"^F\d\d$"
_CODE, _PROVINCE = "F01", "F07"
_SAID = {"có": 1.0, "không": 0.0}
_HIGHEST_OPTION = 4


def main(folder: Path, out: Path, engine: str) -> None:
    """Read, score, write."""
    answers, facts = [], []
    for path in sorted(folder.rglob("*.xlsx")):
        try:
            sheets = pd.read_excel(path, sheet_name=None, header=None, engine=engine)
        except Exception:  # noqa: BLE001, S112 - as such a script does
            continue
        fact = {"file": path.name}
        for sheet in sheets.values():
            if sheet.shape[1] > 2:
                codes = sheet[0].astype(str)
                told = sheet.loc[codes.str.match(_FACT)]
                fact |= dict(zip(told[0], told[2], strict=True))
                asked = sheet.loc[codes.str.match(_ITEM), [0, 2]].set_axis(["item", "answer"], axis=1)
                answers.append(asked.assign(file=path.name))
        facts.append(fact)
    scored = _scored(pd.concat(answers)).merge(pd.DataFrame(facts), on="file")
    _write(out, scored)


def _scored(answers: Any) -> Any:  # noqa: ANN401 - as above
    text = answers["answer"].astype(str).str.strip().str.lower()
    option = pd.to_numeric(text.str.extract(r"^(\d)\.")[0], errors="coerce") / _HIGHEST_OPTION
    share = pd.to_numeric(answers["answer"], errors="coerce") / 100
    score = text.map(_SAID).fillna(option).fillna(share).clip(0, 1)
    return answers.assign(score=score, condition=answers["item"].str[:2])


def _write(out: Path, scored: Any) -> None:  # noqa: ANN401 - as above
    by_facility = scored.pivot_table("score", [_PROVINCE, _CODE], "condition").mul(100).round(1)
    by_province = by_facility.groupby(level=0).mean().round(1)
    silent = scored.loc[scored["answer"].isna(), ["file", "item"]]
    tables = (by_province, by_facility, silent)
    out.write_text("<meta charset=utf-8>" + "".join(table.to_html() for table in tables), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
