"""A new form for who sent something that is none: there is nothing in such a file to mark or to correct."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.forms.issue import Press, form_name, prefill_of
from dxassess.forms.last_time import LastTime
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import DEPARTMENT, Entry
from dxassess.round.received import Received

_NO_FORM: frozenset[FindingCode] = frozenset(("NOT_A_FORM", "NOT_A_WORKBOOK"))


class FreshForm(NamedTuple):
    """A form as it was issued, under the name that it was issued by."""

    name: str
    content: bytes


class FreshForms:
    """Prints the forms of a round anew, as `dxassess forms` issued them in `language`."""

    def __init__(
        self, round_: Received, language: str, last_times: Mapping[str, LastTime] | None = None
    ) -> None:
        settings = round_.settings
        self.round = round_
        self.press = Press(
            language,
            settings.contact,
            day=settings.date or settings.opened,
            round_id=settings.id,
            last_times=last_times,
        )

    def for_sender(self, code: str | None) -> FreshForm | None:
        """The form of the respondent with this code; None where the register does not have it, or nothing
        was asked of it."""
        register = self.round.register_
        entry = register.entry_by_code.get(code or "") if register else None
        return None if entry is None else self._printed(entry)

    def _printed(self, entry: Entry) -> FreshForm | None:
        round_ = self.round
        questionnaire = round_.department if entry.type == DEPARTMENT else round_.facility
        if questionnaire is None or (entry.type != DEPARTMENT and entry.type not in round_.types):
            return None
        return FreshForm(form_name(entry), self.press.print(questionnaire, prefill_of(entry)))


def is_no_form(outcome: FileOutcome) -> bool:
    """Whether a file holds nothing of a form: a scan, a photograph, a covering letter."""
    return any(finding.code in _NO_FORM for finding in outcome.findings)
