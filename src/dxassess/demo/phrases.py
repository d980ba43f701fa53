"""What the invented respondents write where a form asks for words."""

from __future__ import annotations

from random import Random

from dxassess.wording.wording import wording

_EVIDENCE = range(5)
_STORIES = range(5)


def invent_evidence(language: str, random: Random) -> str:
    """A document or screenshot that would prove an answer."""
    phrase = random.choice(_EVIDENCE)
    return wording("demo", language).text(
        f"evidence.{phrase}",
        number=random.randint(12, 890),
        day=random.randint(1, 28),
        month=random.randint(1, 9),
    )


def invent_story(language: str, random: Random) -> str:
    """A good model in a sentence: what was done and what came of it."""
    return wording("demo", language).text(f"story.{random.choice(_STORIES)}")
