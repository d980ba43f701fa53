"""Whom a respondent may ask."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.questionnaire.kinds import Line, OwnText
from dxassess.wording.wording import Wording


class Contact(Frozen):
    """The unit of the Department of Health that explains the form, and how it is reached. A unit written as
    one text is called so in both languages."""

    unit: OwnText
    phone: Line | None = None
    email: Line | None = None

    def words(self, say: Wording) -> str:
        """The unit, then what is known of phone and e-mail; a number is not broken over two lines."""
        ways = {"phone": self.phone, "email": self.email}
        unbroken = {way: number.replace(" ", "\u00a0") for way, number in ways.items() if number}
        ways_worded = (say.text(f"contact.{way}", number=number) for way, number in unbroken.items())
        return ", ".join((self.unit[say.language], *ways_worded))
