"""How mature the invented respondents are: a latent number per condition, correlated as real ones are."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from types import MappingProxyType

from dxassess.places.provinces import Province

# Usual maturity of a facility of this type, on the scale of the scores.
OF_TYPE = MappingProxyType(
    {
        "general_hospital": 0.62,
        "specialised_hospital": 0.58,
        "health_centre": 0.53,
        "polyclinic": 0.43,
        "commune_station": 0.45,
        "preventive_centre": 0.50,
        "department": 0.58,
    }
)
# How far a condition usually lags: plans are written sooner than models are replicated.
OF_CONDITION = (0.07, 0.0, 0.02, -0.03, -0.10)
PROVINCES_DIFFER, FACILITIES_DIFFER, CONDITIONS_DIFFER = 0.08, 0.09, 0.06


def invent_province_effects(province: Province, random: Random) -> tuple[float, ...]:
    """What a province adds to each condition: one effect for all, and a smaller one of each. The two
    biggest of the region, Long An and Cần Thơ, are ahead, as the surveys that this example follows say."""
    ahead = 0.07 if province.ascii in ("Long An", "Can Tho") else 0.0
    common = random.gauss(ahead, PROVINCES_DIFFER)
    return tuple(common + random.gauss(0, CONDITIONS_DIFFER / 2) for _ in OF_CONDITION)


def invent_maturity(
    kind: str, province: tuple[float, ...], random: Random, *, conditions: tuple[str, ...]
) -> Mapping[str, float]:
    """The latent maturity of a respondent by condition; may fall outside [0, 1]."""
    own_effect = random.gauss(0, FACILITIES_DIFFER)
    return {
        code: OF_TYPE[kind] + lag + effect + own_effect + random.gauss(0, CONDITIONS_DIFFER)
        for code, lag, effect in zip(conditions, OF_CONDITION, province, strict=True)
    }
