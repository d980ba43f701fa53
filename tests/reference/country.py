"""Who stands where (method.md §3, §5): lines of the register, submissions, strangers, what each weighs."""

from __future__ import annotations

from copy import copy
from statistics import median

from tests.reference.facility import Data

Scored = dict[str, Data]
Cell = tuple[str, str]


class Form:
    """A facility's submission as scored, with the province and type that its cover sheet states."""

    def __init__(self, code: str | None, province: str, type_: str, scores: Scored) -> None:
        self.code, self.province, self.type, self.scores = code, province, type_, scores


class Line:
    """A line of the register."""

    def __init__(self, code: str, province: str, type_: str, beds: float | None) -> None:
        self.code, self.province, self.type, self.beds = code, province, type_, beds


class Country:
    """`at_estimate`: whether a silent type that can be estimated is taken for known (the total band's ends).

    `forms` and `departments` (by province) hold only those with an answer of their own; `lines` None:
    there is no register."""

    def __init__(
        self,
        q: Data,
        department: Data | None,
        forms: list[Form],
        departments: dict[str, Scored],
        lines: list[Line] | None,
        *,
        weights: str = "equal",
        strangers: str = "apart",
    ) -> None:
        self.q, self.department, self.departments, self.lines = q, department, departments, lines
        self.weights, self.strangers = weights, strangers
        self.at_estimate = False
        self.worked_out: dict[tuple[str, str], dict[str, Data]] = {}
        self.omega = {t["code"]: t["weight"] for t in q["types"]}
        by_code = {line.code: line for line in lines or ()}
        self.registered: list[Form] = []
        self.unlisted: list[Form] = []
        for form in forms:
            line = by_code.get(form.code or "")
            if line is None:
                self.unlisted.append(form)
            else:
                self.registered.append(Form(form.code, line.province, line.type, form.scores))
        self.counted = self.registered + (self.unlisted if lines is None or strangers == "count" else [])
        self.provinces = sorted(
            {f.province for f in forms} | set(departments) | {line.province for line in lines or ()}
        )

    def changed(self, *, at_estimate: bool = False) -> Country:
        """A copy to change, of which nothing is worked out yet."""
        other = copy(self)
        other.at_estimate, other.worked_out = at_estimate or self.at_estimate, {}
        return other

    def strata(self, place: str) -> list[str]:
        """Types that the province has: in its register, else among its submissions."""
        has = {(f.province, f.type) for f in self.counted}
        has |= {(line.province, line.type) for line in self.lines or ()}
        return [t for t in self.omega if (place, t) in has]

    def members(self, place: str, type_: str) -> list[Form]:
        """The submissions that count in a stratum."""
        return [f for f in self.counted if (f.province, f.type) == (place, type_)]

    def lines_of(self, place: str, type_: str) -> list[Line]:
        return [line for line in self.lines or () if (line.province, line.type) == (place, type_)]

    def silent(self, place: str, type_: str) -> list[Line]:
        heard = {form.code for form in self.registered}
        return [line for line in self.lines_of(place, type_) if line.code not in heard]

    def outdated(self, place: str, type_: str) -> bool:
        """More submissions than lines, or a stranger that counts."""
        if self.lines is None:
            return False
        strangers = [f for f in self.unlisted if (f.province, f.type) == (place, type_)]
        known = [f for f in self.registered if (f.province, f.type) == (place, type_)]
        if strangers and self.strangers == "count":
            return True
        return len(strangers) + len(known) > len(self.lines_of(place, type_))

    def size(self, place: str, type_: str) -> int | None:
        """N of a stratum, None where it is not known."""
        if self.lines is None or self.outdated(place, type_):
            return None
        return len(self.lines_of(place, type_))

    # ------------------------------------------------------------ beds

    def beds_known(self, place: str, type_: str) -> bool:
        """Whether at most a third of the stratum's lines are blank or 0."""
        lines = self.lines_of(place, type_)
        return bool(lines) and 3 * sum(not line.beds for line in lines) <= len(lines)

    def usual_beds(self, type_: str) -> float:
        return float(median(line.beds for line in self.lines or () if line.type == type_ and line.beds))

    def weight(self, code: str | None, place: str, type_: str) -> float:
        """What a facility weighs in its stratum."""
        if self.weights == "equal" or not self.beds_known(place, type_):
            return 1.0
        own = [line.beds for line in self.lines_of(place, type_) if line.code == code]
        return (own[0] if own else None) or self.usual_beds(type_)

    # ------------------------------------------------------------ what is told of it

    def flags(self, place: str) -> set[str]:
        strata = self.strata(place)
        found = set()
        stated = {f.type for f in self.unlisted if f.province == place}
        if any(self.outdated(place, t) for t in {*strata, *stated}):
            found.add("register_outdated")
        if self.weights == "beds":
            known = [t for t in strata if self.beds_known(place, t)]
            if len(known) < len(strata):
                found.add("beds_unknown")
            if any(not line.beds for t in known for line in self.lines_of(place, t)):
                found.add("beds_estimated")
        return found

    def coverage(self, place: str) -> tuple[int, int] | None:
        """Registered facilities that answered, and all; None without a register."""
        if self.lines is None:
            return None
        return (
            sum(f.province == place for f in self.registered),
            sum(line.province == place for line in self.lines),
        )
