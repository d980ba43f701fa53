"""On what the answer to each question rests, for both versions of the five conditions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Ground = Mapping[str, float]
"""The parts of a situation that an answer rests on, the weakest deciding,
each with how far it may go beyond it."""


def _on(**parts: float) -> Ground:
    return MappingProxyType(parts)


# By item, indicator or condition: the longest code that begins an item's own.
GROUNDS: Mapping[str, Ground] = MappingProxyType(
    {
        "C1": _on(written=0.0),
        "C1.1.1": _on(written=0.1),
        "C1.1.4": _on(written=0.0, ehr=0.3),
        "C1.2.3": _on(written=0.0, his=-0.1),
        "C1.2.4": _on(written=-0.1, his=0.25),
        "C1.3": _on(money=0.0),
        "C1.3.3": _on(money=0.0, support=0.1),
        "C1.4": _on(written=0.0, services=0.1),
        "C1.4.1": _on(skills=0.0),
        "C1.4.3": _on(services=0.1),
        "C1.4.4": _on(written=0.0, his=0.1),
        "C1.4.5": _on(skills=0.0),
        "C2": _on(unit=0.0),
        "C2.1.2": _on(unit=0.15, written=0.0),
        "C2.1.4": _on(written=0.05, skills=0.05),
        "C2.2.6": _on(skills=0.05),
        "C2.3": _on(support=0.0),
        "C2.3.2": _on(support=-0.1, unit=0.2),
        "C2.4": _on(written=0.0),
        "C3.1": _on(network=0.0),
        "C3.1.5": _on(network=-0.1),
        "C3.1.6": _on(network=-0.15, his=0.0),
        "C3.2": _on(his=0.0),
        "C3.2.1": _on(his=-0.1),
        "C3.3.1": _on(laboratory=0.0),
        "C3.3.2": _on(laboratory=0.0),
        "C3.3.3": _on(imaging=0.0),
        "C3.3.4": _on(imaging=-0.05),
        "C3.4": _on(emr=0.0),
        "C3.4.2": _on(emr=-0.05),
        "C3.4.4": _on(his=-0.1),
        "C3.5": _on(ehr=0.0),
        "C3.5.3": _on(ehr=0.0, links=0.1),
        "C3.5.4": _on(ehr=0.0, his=0.1),
        "C3.6": _on(tele=0.0),
        "C3.6.3": _on(written=-0.1, tele=0.3),
        "C3.7": _on(links=0.0),
        "C3.7.1": _on(links=0.1, laboratory=0.1),
        "C3.7.2": _on(links=0.0, imaging=0.1),
        "C3.7.3": _on(links=0.05, emr=0.15),
        "C3.7.4": _on(links=0.15),
        "C3.7.5": _on(links=0.0, ehr=0.1),
        "C3.8": _on(services=0.0),
        "C3.8.3": _on(services=0.0, laboratory=0.1),
        "C3.9": _on(security=0.0),
        "C3.9.1": _on(written=-0.15),
        "C3.9.2": _on(security=0.0, network=0.1),
        "C3.9.4": _on(written=-0.1),
        "C3.9.5": _on(written=-0.05),
        "C3.9.6": _on(skills=-0.1),
        "C3.9.7": _on(security=-0.15),
        "C3.10": _on(his=-0.05),
        "C3.10.3": _on(his=-0.15),
        "C3.10.6": _on(written=-0.1),
        "C3.12.1": _on(his=-0.15, written=-0.1),
        "C3.12.2": _on(written=-0.2),
        "C4": _on(written=0.0),
        "C4.2.2": _on(written=0.0, his=0.2, security=0.25),
        "C4.2.3": _on(written=0.0, his=0.2, security=0.25),
        "C4.3": _on(standards=0.0),
        "C4.3.2": _on(standards=0.1, links=0.1),
        "C4.3.4": _on(standards=0.0),
        "C5": _on(models=0.0),
        "D1": _on(written=0.0),
        "D1.3": _on(written=-0.1),
        "D1.6": _on(platforms=0.1),
        "D2": _on(unit=0.0),
        "D3": _on(platforms=0.0),
        "D3.1": _on(assessment=0.05),
        "D3.2": _on(assessment=0.0),
        "D3.3": _on(assessment=-0.1),
        "D3.4": _on(assessment=0.0),
        "D4": _on(written=-0.05),
        "D4.3": _on(written=0.05),
        "D5": _on(models=0.0),
        "D5.3": _on(models=0.1),
        "D5.4": _on(models=-0.1),
    }
)


class Threshold(NamedTuple):
    """An option that is chosen once what it rests on has come so far."""

    ground: Ground
    least: float


# In the order in which hospitals take modules into use, and the standards that the systems speak.
OPTIONS: Mapping[str, Mapping[str, Threshold]] = MappingProxyType(
    {
        "C3.2.2": MappingProxyType(
            {option: Threshold(_on(his=0.0), 0.15 + 0.05 * n) for n, option in enumerate("ahibfdpcgmekln")}
        ),
        "C4.3.3": MappingProxyType(
            {
                "a": Threshold(_on(links=0.0, laboratory=0.1), 0.5),
                "b": Threshold(_on(emr=0.0, links=0.0), 0.7),
                "c": Threshold(_on(links=0.0), 0.8),
                "d": Threshold(_on(imaging=0.0), 0.3),
            }
        ),
    }
)


class Need(NamedTuple):
    """An answer that is the worst one, unless another earns so much."""

    item: str
    at_least: float


NEEDS: Mapping[str, Need] = MappingProxyType(
    {
        "C3.3.2": Need("C3.3.1", 0.3),
        "C3.3.4": Need("C3.3.3", 0.3),
        "C3.4.2": Need("C3.4.1", 0.2),
        "C3.4.3": Need("C3.4.1", 0.45),
        "C3.6.2": Need("C3.6.1", 0.3),
        "C3.7.1": Need("C3.3.1", 0.3),
        "C3.7.2": Need("C3.3.3", 0.3),
        "C3.7.3": Need("C3.4.1", 0.2),
        "C4.5.2": Need("C4.5.1", 0.3),
        "C5.1.2": Need("C5.1.1", 0.1),
        "C5.3.3": Need("C5.3.1", 0.1),
        "D2.2": Need("D2.1", 0.1),
        "D3.2": Need("D3.1", 0.1),
        "D3.6": Need("D3.5", 0.1),
        "D4.3": Need("D4.1", 0.1),
        "D5.4": Need("D5.3", 0.1),
    }
)

# Questions for those only who have what they are about, and the share of a team that there is none of.
ABOUT: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("C3.3.1", "C3.3.2", "C3.7.1"), "laboratory"),
        **dict.fromkeys(("C3.3.3", "C3.3.4", "C3.7.2"), "imaging"),
        **dict.fromkeys(("C3.7.4", "C4.3.2"), "insurance"),
    }
)
OF_STAFF: Mapping[str, str] = MappingProxyType({"C2.2.2": "it_staff", "C2.2.3": "it_staff"})


def ground_of(code: str) -> Ground:
    """What the answer to this question rests on; nothing where it is not told."""
    parts = code.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((GROUNDS[name] for name in names if name in GROUNDS), _on())
