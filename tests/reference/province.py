"""A province's scores as method.md §5 and §6 word them, from the respondents' scores of `facility.py`."""

from __future__ import annotations

from itertools import product
from math import fsum, inf, sqrt
from typing import Any

from scipy.stats import t as student
from tests.reference.facility import Data, climb, gates_alone, mean

Scored = dict[str, Data]
Cell = tuple[str, str]


class Country:
    """`facilities`: (province, type, beds, scores) each; `departments`: scores by province; `register`: how
    many facilities by (province, type), None without one."""

    def __init__(
        self,
        q: Data,
        department: Data | None,
        facilities: list[tuple[str, str, float, Scored]],
        departments: dict[str, Scored],
        register: dict[Cell, int] | None,
    ) -> None:
        self.q, self.department = q, department
        self.facilities, self.departments, self.register = facilities, departments, register
        self.omega = {t["code"]: t["weight"] for t in q["types"]}

    def of(self, place: str, type_: str) -> list[tuple[float, Scored]]:
        """Weight and scores of the facilities of a stratum."""
        return [(beds, scores) for p, t, beds, scores in self.facilities if (p, t) == (place, type_)]

    def heard(self, place: str, type_: str, code: str) -> list[tuple[float, Data]]:
        """Those of them that have a score here, weighted; all alike where none of them has beds."""
        found = [(w, s[code]) for w, s in self.of(place, type_) if s[code]["score"] is not None]
        return found if any(w for w, _ in found) else [(1.0, node) for _, node in found]

    def province(self, place: str) -> dict[str, Data]:
        nodes = {c["code"]: self.condition(place, c) for c in self.q["conditions"]}
        scored = [(c["weight"], nodes[c["code"]]) for c in self.q["conditions"]]
        scored = [(w, n) for w, n in scored if n["score"] is not None]
        whole: Data = dict.fromkeys(("score", "low", "high", "level", "interval"))
        if scored:
            way = self.q["aggregation"]
            whole["score"] = mean(way, [(w, n["score"]) for w, n in scored])
            unknown = [c for c in self.q["conditions"] if self.unknown(place, nodes[c["code"]], c["code"])]
            for key, end in (("low", 0.0), ("high", 1.0)):
                parts = [(w, n[key]) for w, n in scored] + [(c["weight"], end) for c in unknown]
                whole[key] = mean(way, parts)
            whole["interval"] = self.interval(place, whole["score"], self.pulls_of_all(nodes, whole["score"]))
            if not gates_alone(self.q):
                by_score, _ = climb(self.q, whole["score"], [])
                whole["level"] = min(by_score, 1 + min(n["level"] for _, n in scored))
        return {"overall": whole, **nodes}

    def unknown(self, place: str, node: Data, code: str) -> bool:
        return node["score"] is None and any(self.may_be(place, t, code) for t in self.omega)

    def condition(self, place: str, condition: Data) -> Data:
        """§5: F over strata, then the department's part."""
        code, omega = condition["code"], self.omega
        means = {t: self.stratum(place, t, code) for t in omega}
        heard = {t: m for t, m in means.items() if m is not None}
        silent = [t for t in omega if t not in heard and self.may_be(place, t, code)]
        own, share = self.own(place, code)
        node: Data = {"score": None, "low": None, "high": None, "level": None, "interval": None}
        node |= {"share": share, "pull": {}, "strata": means, "facility": None}
        if heard:
            node["facility"] = mean("arithmetic", [(omega[t], m[0]) for t, m in heard.items()])
            unknown = [(omega[t], (0.0, 0.0, 1.0)) for t in silent]
            bounds = [*((omega[t], m) for t, m in heard.items()), *unknown]
            low = mean("arithmetic", [(w, m[1]) for w, m in bounds])
            high = mean("arithmetic", [(w, m[2]) for w, m in bounds])
        else:
            low, high = 0.0, 1.0
        if own is not None:
            node["low"] = share * own["low"] + (1 - share) * low
            node["high"] = share * own["high"] + (1 - share) * high
        elif heard:
            node["low"], node["high"] = low, high
        if heard:
            blended = 0.0 if own is None else share * own["score"]
            node["score"] = blended + (1 - share) * node["facility"]
            total = fsum(omega[t] for t in heard)
            node["pull"] = {t: (1 - share) * omega[t] / total for t in heard}
            pulls = {(t, code): a for t, a in node["pull"].items()}
            node["interval"] = self.interval(place, node["score"], pulls)
            if not gates_alone(self.q):
                node["level"] = climb(self.q, node["score"], self.gates(place, code) if own else [])[0]
        return node

    def may_be(self, place: str, type_: str, code: str) -> bool:
        """Whether a stratum that says nothing might have had something to say."""
        members = self.of(place, type_)
        if not members:
            return bool((self.register or {}).get((place, type_)))
        return any(scores[code]["applies"] for _, scores in members)

    def stratum(self, place: str, type_: str, code: str) -> tuple[float, ...] | None:
        members = self.heard(place, type_, code)
        if not members:
            return None
        return tuple(
            mean("arithmetic", [(w, n[key]) for w, n in members]) for key in ("score", "low", "high")
        )

    def own(self, place: str, code: str) -> tuple[Data | None, float]:
        """The department's node for a condition and λ."""
        for condition in (self.department or {"conditions": ()})["conditions"]:
            if condition["of"] == code and place in self.departments:
                node = self.departments[place][condition["code"]]
                return (node, condition["share"]) if node["score"] is not None else (None, 0.0)
        return None, 0.0

    def gates(self, place: str, code: str) -> list[tuple[int, str, float, float | None]]:
        """The department's gates of a condition that apply (§4)."""
        assert self.department is not None
        own = next(c for c in self.department["conditions"] if c["of"] == code)
        nodes = self.departments[place]
        return [
            (gate["level"], item["code"], gate["at_least"], nodes[item["code"]]["score"])
            for indicator in own["indicators"]
            for item in indicator["items"]
            for gate in item.get("gates", ())
            if nodes[item["code"]]["applies"]
        ]

    # ------------------------------------------------------------ §6: intervals

    def pulls_of_all(self, nodes: dict[str, Data], score: float) -> dict[Cell, float]:
        """By how much the overall score moves with each stratum's mean of each condition; through a geometric
        root by its derivative."""
        scored = [
            (c, nodes[c["code"]]) for c in self.q["conditions"] if nodes[c["code"]]["score"] is not None
        ]
        total = fsum(c["weight"] for c, _ in scored)
        found: dict[Cell, float] = {}
        for c, node in scored:
            slope = c["weight"] / total
            if self.q["aggregation"] == "geometric":
                slope *= score / node["score"] if node["score"] >= 0.01 else 0.0
            found |= {(t, c["code"]): slope * a for t, a in node["pull"].items()}
        return found

    def interval(self, place: str, score: float, pulls: dict[Cell, float]) -> tuple[float, float] | None:
        """Score ± t √V, V = Σ over strata of the quadratic form of their covariances, FPC included."""
        parts = []
        for type_ in sorted({t for t, _ in pulls}):
            own = {code: a for (t, code), a in pulls.items() if t == type_}
            scale = {code: a * self.scale(place, type_, code) for code, a in own.items()}
            if not any(scale.values()):
                continue
            degrees = self.degrees(place, type_, list(own))
            if degrees == 0:
                return None
            covariance = self.covariances(place, type_, list(own))
            variance = fsum(scale[a] * scale[b] * covariance[a, b] for a, b in product(own, own))
            parts.append((variance, degrees))
        total = fsum(v for v, _ in parts)
        if total <= 0:
            return score, score
        free = total**2 / fsum(v**2 / d for v, d in parts)
        half = float(student.ppf(0.975, free)) * sqrt(total)
        return max(0.0, score - half), min(1.0, score + half)

    def scale(self, place: str, type_: str, code: str) -> float:
        """√((1 - n/N) Σw²/(Σw)²): 1/n for equal weights."""
        members = self.heard(place, type_, code)
        size = inf if self.register is None else max(self.register.get((place, type_), 0), len(members))
        weights = [w for w, _ in members]
        return sqrt((1 - len(members) / size) * fsum(w * w for w in weights)) / fsum(weights)

    def pool(self, place: str, type_: str, codes: list[str]) -> list[Cell]:
        """The strata whose deviations stand for this one's: its own, its type's, all."""
        if min(len(self.heard(place, type_, code)) for code in codes) >= 6:
            return [(place, type_)]
        cells = sorted({(p, t) for p, t, _, _ in self.facilities})
        cells = [cell for cell in cells if all(self.heard(*cell, code) for code in codes)]
        same = [cell for cell in cells if cell[1] == type_]
        return same if self.free(same, codes) >= 8 else cells

    def free(self, cells: list[Cell], codes: list[str]) -> int:
        return min(sum(len(self.heard(*cell, code)) - 1 for cell in cells) for code in codes)

    def degrees(self, place: str, type_: str, codes: list[str]) -> int:
        return self.free(self.pool(place, type_, codes), codes)

    def covariances(self, place: str, type_: str, codes: list[str]) -> dict[Cell, float]:
        cells = self.pool(place, type_, codes)
        found = {}
        for a, b in product(codes, codes):
            products, n, m = [], 0, 0
            for cell in cells:
                one, two = self.deviations(*cell, a), self.deviations(*cell, b)
                n, m = n + sum(x is not None for x in one) - 1, m + sum(x is not None for x in two) - 1
                pairs = zip(one, two, strict=True)
                products += [x * y for x, y in pairs if x is not None and y is not None]
            found[a, b] = fsum(products) / sqrt(n * m)
        return found

    def deviations(self, place: str, type_: str, code: str) -> list[Any]:
        scores = [s[code]["score"] for _, s in self.of(place, type_)]
        known = [s for s in scores if s is not None]
        centre = fsum(known) / len(known)
        return [None if s is None else s - centre for s in scores]
