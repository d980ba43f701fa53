"""A commented `round.yaml` for a new round: every setting explained, those that are not used ready to be."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import get_args

from dxassess.frozen import Frozen
from dxassess.places.provinces import Vintage
from dxassess.questionnaire.kinds import Text
from dxassess.round.settings import FlagKind, Settings
from dxassess.wording.wording import Wording, wording

_WIDTH = 100
_LONGEST_ID = 40
_EXAMPLES = {
    "date": "2026-12-31",
    "opened": "2026-10-01",
    "due": "2026-11-15",
    "exclude": "[twins]",
    "register": "register.xlsx",
    "questionnaires": "five-conditions",
}


class NewRound(Frozen):
    """What is known of a round that begins: its name, the `year` for its id where the name has none, the map,
    and the round `before` it with its path, whose contact and ways of counting are taken over."""

    name: str
    year: int
    vintage: Vintage
    before: Settings = Settings()
    before_path: str = ""
    questionnaires: str | None = None


def settings_text(new: NewRound, language: str) -> str:
    """The text of `round.yaml` in a language."""
    say = wording("register", language)
    blocks = [_comment(say.text("setting.intro"))]
    if new.before_path:
        before = say.text("setting.next", name=new.before.name[language], path=new.before_path)
        blocks.append(_comment(before))
    flags = ", ".join(get_args(FlagKind))
    for key, lines in _lines(new, say):
        text = say.text("setting.exclude", flags=flags) if key == "exclude" else say.text(f"setting.{key}")
        blocks.append("\n".join((_comment(text), *lines)))
    return "\n\n".join(blocks) + "\n"


def round_id(name: str, year: int) -> str:
    """The id of a round by its name: plain letters, and the year where the name has none."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    words = re.findall("[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    stem = "-".join(words)[: _LONGEST_ID - 5].strip("-")
    if re.search(r"(^|-)20[0-9]{2}(-|$)", stem):
        return stem
    return "-".join(filter(None, (stem, str(year))))


def _lines(new: NewRound, say: Wording) -> Iterator[tuple[str, Sequence[str]]]:
    """Every setting, in the order in which they are explained, with the lines that set it."""
    before = new.before
    yield "name", (f"name: {_quoted(new.name)}",)
    yield "id", (f"id: {_quoted(round_id(new.name, new.year))}",)
    for key in ("opened", "due", "date"):
        yield key, (f"#{key}: {_EXAMPLES[key]}",)
    yield "contact", tuple(_contact(before, say))
    yield "vintage", (f"vintage: {new.vintage}",)
    yield "register", (f"#register: {_EXAMPLES['register']}",)
    yield "questionnaires", (_maybe("questionnaires", new.questionnaires),)
    for key in ("weights", "scored", "strangers"):
        yield key, (f"{key}: {getattr(before, key)}",)
    flags = f"[{', '.join(before.exclude)}]" if before.exclude else None
    yield "exclude", (_maybe("exclude", flags, quoted=False),)
    yield "simulated", (f"simulated: {str(before.simulated).lower()}",)


def _contact(before: Settings, say: Wording) -> Iterator[str]:
    contact = before.contact
    mark = "" if contact is not None else "#"
    unit = contact.unit if contact is not None else Text.same(say.text("setting.unit"))
    yield f"{mark}contact:"
    names = unit.model_dump()
    same = len(set(names.values())) == 1
    yield f"{mark}  unit: {_quoted(unit[say.language] if same else names)}"
    ways = {"phone": "0270 000 0000", "email": "hotro@example.invalid"}
    for way, example in ways.items():
        number = getattr(contact, way) if contact is not None else example
        yield f"{mark if number and contact else '#'}  {way}: {_quoted(number or example)}"


def _maybe(key: str, value: str | None, *, quoted: bool = True) -> str:
    if value is None:
        return f"#{key}: {_EXAMPLES[key]}"
    return f"{key}: {_quoted(value) if quoted else value}"


def _quoted(value: object) -> str:
    """A value as YAML takes it whatever it holds: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def _comment(text: str) -> str:
    return "\n".join(f"# {line}" for line in textwrap.wrap(text, _WIDTH))
