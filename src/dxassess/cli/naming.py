"""Whom a command is asked about, as people type it, and why there is no score of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError

if TYPE_CHECKING:
    from dxassess.report.data.excerpt import Excerpt
    from dxassess.round.round import Round


def full_code(typed: str) -> str:
    """A facility's code with the zeros that spreadsheets take from it; other words as they are."""
    return typed.zfill(5) if typed.isdigit() else typed


def place_keys(names: Sequence[str], vintage: str) -> frozenset[str]:
    """The keys of provinces by name or code. DxassessError for a name that no province has."""
    from dxassess.places.provinces import province_named

    return frozenset(province_named(name, vintage).key for name in names)


def codes_of(round_: Round, typed: Sequence[str], provinces: Sequence[str]) -> tuple[str, ...]:
    """The codes that were typed, and those of the facilities with a score in these provinces; none where
    nothing is left out. DxassessError for a province that there is not, or of which there is no score."""
    keys = place_keys(provinces, round_.settings.vintage)
    inside = tuple(score.code for score in round_.facilities if score.province in keys and score.code)
    if keys and not inside:
        raise DxassessError("report.nothing")
    return (*map(full_code, typed), *inside)


def excerpt_of(round_: Round, typed: Sequence[str], provinces: Sequence[str]) -> Excerpt | None:
    """Of whom data are to tell: the respondents with the codes typed and all of these provinces; None where
    nothing is left out. DxassessError for a province that there is not or of which there is no score, and for
    a code without one."""
    from dxassess.report.data.excerpt import Excerpt
    from dxassess.returning.whose import respondents

    codes, keys = frozenset(map(full_code, typed)), place_keys(provinces, round_.settings.vintage)
    if not codes and not keys:
        return None
    scores = (*round_.facilities, *round_.departments)
    for code in sorted(codes - {score.code for score in scores}):
        raise why_no_score(round_, code)
    if keys and not any(score.province in keys for score in scores):
        raise DxassessError("report.nothing")
    of_whom = respondents(round_).items()
    files = (file for file, whose in of_whom if whose.province in keys or whose.code in codes)
    return Excerpt(provinces=keys, codes=codes, files=frozenset(files))


def why_no_score(round_: Round, code: str) -> DxassessError:
    """Why nothing is known of a respondent: its files cannot be used, it sent none, or there is none;
    then the province whose name is nearly what was typed."""
    from dxassess.places.provinces import match_province, nearest_province
    from dxassess.returning.whose import respondents

    of_whom = respondents(round_)
    files = [outcome.file for outcome in round_.outcomes if of_whom[outcome.file].code == code]
    if files:
        return DxassessError("respondent.unused", code=code, files=", ".join(files))
    entry = round_.register_.entry_by_code.get(code) if round_.register_ else None
    if entry is not None:
        return DxassessError("respondent.silent", code=code, facility=entry.name)
    vintage = round_.settings.vintage
    near = None if any(map(str.isdigit, code)) else nearest_province(code, vintage)
    if near is not None and match_province(code, vintage) is None:
        return DxassessError("check.no_province_near", name=code, vintage=vintage, near=near.name)
    return DxassessError("respondent.unknown", code=code)
