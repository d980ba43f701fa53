"""`python -m tests.intake.mutations [COUNT] [SEED]`: workbooks damaged at random, every one with a verdict.

Damage to the container must not change an answer in silence; damage to the text of a part, packed anew with
proper checksums, is indistinguishable from what somebody typed, and must only not hang or crash."""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.intake.book import pack
from tests.intake.corpus.form import ANSWERS, VALUES, VINTAGE, department, facility, with_answer
from tests.intake.corpus.formats import as_csv, as_ods, as_xls
from tests.intake.corpus.packages import form, parts
from tests.intake.corpus.run import work

from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome

_TYPED = (
    "",
    "Có",
    "khong",
    "95%",
    0.5,
    1e308,
    -1,
    "=1+1",
    "#REF!",
    "²",
    "1.234",
    "\u202e",
    "x" * 40_000,
    True,
)
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^>]{1,200}>")


class Mutant(NamedTuple):
    """A damaged file; `sealed` if its checksums tell of any damage."""

    name: str
    content: bytes
    sealed: bool


class Done(NamedTuple):
    """How the mutants ended: verdicts by kind of damage, those without one, those that stopped a reader,
    answers changed in silence, and the seconds of a processor that all took."""

    verdicts: Counter[tuple[str, str]]
    lost: tuple[str, ...]
    stopped: tuple[str, ...]
    wrong: tuple[str, ...]
    seconds: float


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    """As many as wanted, the same for the same seed."""
    for n in range(count):
        luck = random.Random(f"{seed} {n}")  # noqa: S311 - tests, not secrets
        kind, make, sealed = luck.choice(_KINDS)
        suffix = kind.partition("-")[0]
        yield Mutant(f"{kind}-{n:05d}.{suffix}", make(luck), sealed)


def read(folder: Path, chosen: list[Mutant]) -> Done:
    """Write the mutants into `folder` and read it."""
    for mutant in chosen:
        (folder / mutant.name).write_bytes(mutant.content)
    started = work()
    outcomes = take_in(folder, questionnaires=(facility(), department()), vintage=VINTAGE)
    seconds = work() - started
    found = {outcome.file: outcome for outcome in outcomes}
    ended = {mutant.name: found.get(mutant.name) for mutant in chosen}
    stopped = {
        o.file for o in outcomes for f in o.findings if f.code in ("TIMEOUT", "READER_CRASH", "MEMORY")
    }
    return Done(
        Counter((_kind(name), outcome.status) for name, outcome in ended.items() if outcome is not None),
        lost=tuple(name for name, outcome in ended.items() if outcome is None),
        stopped=tuple(sorted(stopped)),
        wrong=tuple(m.name for m in chosen if m.sealed and _differs(ended[m.name])),
        seconds=seconds,
    )


def _differs(outcome: FileOutcome | None) -> bool:
    if outcome is None or outcome.submission is None:
        return False
    read_ = {a.item: a.value for a in outcome.submission.answers if a.state == "answered"}
    return read_ != dict(VALUES)


def _kind(name: str) -> str:
    return name.rpartition("-")[0]


def _bits(content: bytes, luck: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(luck.choice((1, 1, 2, 8, 64))):
        damaged[luck.randrange(len(damaged))] ^= 1 << luck.randrange(8)
    return bytes(damaged)


def _cut(content: bytes, luck: random.Random) -> bytes:
    """A piece lost, doubled, zeroed, or swapped with another."""
    a, b, c = sorted(luck.randrange(len(content)) for _ in range(3))
    pieces = (
        content[:a] + content[b:],
        content[:b] + content[a:],
        content[:a] + b"\0" * (b - a) + content[b:],
        content[:a] + content[b:c] + content[a:b] + content[c:],
        content[:b],
    )
    return luck.choice(pieces)


def _part(luck: random.Random, change: Callable[[bytes, random.Random], bytes]) -> bytes:
    found = dict(parts())
    name = luck.choice(sorted(found))
    found[name] = change(found[name], luck)
    return pack(found)


def _xml(data: bytes, luck: random.Random) -> bytes:
    """A number grown, or a tag lost, doubled or moved."""
    spots = list(luck.choice((_NUMBER, _TAG)).finditer(data))
    if not spots:
        return data
    one, other = luck.choice(spots), luck.choice(spots)
    huge = luck.choice((b"4294967295", b"-1", b"0", b"99999999999999999999", b"1e400", b"nan"))
    pieces = (b"", one.group() * 2, other.group(), huge if one.group().isdigit() else b"")
    return data[: one.start()] + luck.choice(pieces) + data[one.end() :]


def _dropped(luck: random.Random) -> bytes:
    found = dict(parts())
    del found[luck.choice(sorted(found))]
    return pack(found)


def _typed(luck: random.Random) -> bytes:
    return with_answer(luck.choice(sorted(ANSWERS)), luck.choice(_TYPED))


_KINDS: tuple[tuple[str, Callable[[random.Random], bytes], bool], ...] = (
    ("xlsx-bits", lambda luck: _bits(form(), luck), True),
    ("xlsx-bits", lambda luck: _bits(pack(parts(), method=0), luck), True),
    ("xlsx-cut", lambda luck: _cut(form(), luck), True),
    ("xlsx-part-bits", lambda luck: _part(luck, _bits), False),
    ("xlsx-part-cut", lambda luck: _part(luck, _cut), False),
    ("xlsx-xml", lambda luck: _part(luck, _xml), False),
    ("xlsx-xml", lambda luck: _part(luck, _xml), False),
    ("xlsx-dropped", _dropped, False),
    ("xlsx-typed", _typed, False),
    ("xls-bits", lambda luck: _bits(as_xls(), luck), False),
    ("xls-cut", lambda luck: _cut(as_xls(), luck), False),
    ("ods-bits", lambda luck: _bits(as_ods(), luck), True),
    ("csv-bits", lambda luck: _bits(as_csv(), luck), False),
    ("csv-cut", lambda luck: _cut(as_csv(), luck), False),
)


def main(count: int = 1_000, seed: int = 1) -> int:
    """Print the verdicts; the exit code is 1 if one is lost or an answer changed in silence."""
    with tempfile.TemporaryDirectory() as folder:
        done = read(Path(folder), list(mutants(count, seed)))
    lines = [f"{kind:20}{status:24}{n:6}" for (kind, status), n in sorted(done.verdicts.items())]
    lines.append(f"{done.verdicts.total()} verdicts on {count} files in {done.seconds:.1f} s")
    lines += [
        f"{what}: {len(names)} {', '.join(names[:9])}"
        for what, names in (("lost", done.lost), ("stopped", done.stopped), ("wrong", done.wrong))
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if done.lost or done.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
