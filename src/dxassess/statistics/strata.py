"""Which strata a province's conditions are made of, and what stands in for those that are silent (method.md
§5)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dxassess.statistics.panel import Floats, Ints, Mask, Panel

LEAST_DONORS = 3


@dataclass(frozen=True, eq=False)
class Strata:
    """The strata of P provinces, H types and K conditions.

    `part` (P, H, K): in the facilities' component; `heard`: credited with something; `estimated`: silent,
    with a value from other provinces. `donors` (P, H, K, P): from which. `facility`, `department` (P, K):
    whether the condition applies to the facilities and to the department (as far as is known); `share` (P,
    K): λ as used: 0 where it does not apply to the department, 1 where it applies to it alone. `nothing` (2,
    P): of the facilities, of the province no answer is known.
    """

    part: Mask
    heard: Mask
    estimated: Mask
    donors: Mask
    facility: Mask
    department: Mask
    share: Floats
    nothing: Mask

    def common(self, p: int, k: int, omegas: Floats) -> Floats:
        """(H, P, B) the weights ω / Σ ω, under ω (B, H), of the strata that province `p` and each other one
        both heard in condition `k`; 0 where there are none."""
        both = self.heard[p, :, k, None] & self.heard[:, :, k].T
        pull = omegas.T[:, None] * both[:, :, None]
        total = pull.sum(axis=0)
        return np.asarray(np.divide(pull, total, out=np.zeros_like(pull), where=total > 0))

    @property
    def unknown(self) -> Mask:
        """(P, H, K): parts without a value."""
        return self.part & ~self.heard & ~self.estimated

    @property
    def applies(self) -> Mask:
        """(P, K): whether the condition applies to anybody."""
        return self.facility | (self.share > 0)


def find_strata(panel: Panel) -> Strata:
    """The strata that a province has in its register (without one: submissions of) and whose type the
    condition concerns. One that answered in full and where it applies to nobody is no part.

    A silent stratum is estimated where at least three other provinces heard it and share with this one a
    stratum that both heard.
    """
    shape = (len(panel.provinces), len(panel.types), len(panel.lambdas))
    members, applicable, valued = np.zeros(shape[:2]), np.zeros(shape), np.zeros(shape)
    at = (panel.province, panel.type)
    np.add.at(members, at, 1.0)
    np.add.at(applicable, at, panel.facilities.applies.astype(float))
    np.add.at(valued, at, (~np.isnan(panel.facilities.scores)).astype(float))
    exists: Mask = (panel.sizes > 0) | (members > 0)
    answered_in_full = (members > 0) & ~(panel.silent > 0)
    part = exists[:, :, None] & panel.concerns & ~(answered_in_full[:, :, None] & (applicable == 0))
    heard = part & (valued > 0)
    counts = heard.astype(np.intp)
    overlap: Ints = np.einsum("phk,qhk->pqk", counts, counts)
    both: Mask = (overlap > 0) & ~np.eye(shape[0], dtype=bool)[:, :, None]
    donors = both.transpose(0, 2, 1)[:, None] & heard.transpose(1, 2, 0)[None]
    donors &= (part & ~heard)[:, :, :, None]
    enough: Mask = donors.sum(axis=3, keepdims=True) >= LEAST_DONORS
    donors &= enough
    nowhere = exists.sum(axis=1, keepdims=True) == 0
    facility: Mask = (part.sum(axis=1) > 0) | nowhere
    department = _department(panel)
    share = np.where(department, panel.lambdas, 0.0)
    share = np.where(~facility & (share > 0), 1.0, share)
    return Strata(
        part=part,
        heard=heard,
        estimated=donors.any(axis=3),
        donors=donors,
        facility=facility,
        department=department,
        share=share,
        nothing=_nothing(panel, share),
    )


def _department(panel: Panel) -> Mask:
    """(P, K): the department is asked of the condition, and it applies or did not answer at all."""
    has_department, departments = panel.department_of >= 0, panel.departments
    applies = np.zeros((len(panel.provinces), int(has_department.sum())), dtype=bool)
    np.logical_or.at(
        applies, departments.province, departments.applies[:, panel.department_of[has_department]]
    )
    silent = ~np.isin(np.arange(len(panel.provinces)), departments.province)
    result = np.zeros((len(panel.provinces), len(has_department)), dtype=bool)
    result[:, has_department] = applies | silent[:, None]
    return result


def _nothing(panel: Panel, share: Floats) -> Mask:
    """(2, P): no item of a condition that counts is answered, by the facilities, by anybody."""
    has_department = panel.department_of >= 0
    facilities, departments = (np.zeros(share.shape, dtype=bool) for _ in range(2))
    np.logical_or.at(facilities, panel.province, panel.facilities.answered > 0)
    answered_conditions = np.zeros((len(panel.departments.province), len(has_department)), dtype=bool)
    answered_conditions[:, has_department] = (
        panel.departments.answered[:, panel.department_of[has_department]] > 0
    )
    np.logical_or.at(departments, panel.departments.province, answered_conditions)
    by_anybody = (facilities & (share < 1)) | (departments & (share > 0))
    return np.stack([~facilities.any(axis=1), ~by_anybody.any(axis=1)])
