"""The difference of two versions in the terminal: every change, then what it means for comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxassess.cli.terminal import console, tell, terminal_language
from dxassess.wording.wording import Wording, wording

if TYPE_CHECKING:
    from dxassess.authoring.diff import VersionChange
    from dxassess.questionnaire.model import Questionnaire, Text


def print_diff(old: Questionnaire, new: Questionnaire) -> None:
    """Print the changes and the share of the total weight that can be compared."""
    from dxassess.authoring.comparability import comparability
    from dxassess.authoring.diff import diff
    from dxassess.round.shared import shared_ground

    say = wording("authoring", terminal_language())
    if old.respondent != new.respondent:
        tell(say.text("diff.other_respondent", old=old.respondent, new=new.respondent))
        return
    changes = diff(old, new)
    if not changes:
        tell(say.text("diff.none"))
        return
    title = say.text("diff.title.table", old=old.version, new=new.version)
    _print_changes(changes, title, say)
    comparable = comparability(old, new)
    tell(say.text("diff.share", share=say.percent(comparable.share, 1)))
    shares = ", ".join(f"{c.code} {say.percent(c.share, 1)}" for c in comparable.conditions)
    tell(say.text("diff.share.condition", shares=shares))
    names = {t.code: t.name[say.language] for t in new.types}
    by_type = [(names.get(one.type), one.share) for one in shared_ground(new, old).shares]
    type_shares = ", ".join(f"{name} {say.percent(share, 1)}" for name, share in by_type if name)
    if type_shares:
        tell(say.text("diff.share.type", shares=type_shares))
    if not comparable.same_rules:
        tell(say.text("diff.other_rules"))


def _print_changes(changes: tuple[VersionChange, ...], title: str, say: Wording) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(title), title_justify="left")
    for head in (say.text("show.code"), *(say.text(f"diff.{key}") for key in ("what", "before", "after"))):
        table.add_column(head, overflow="fold")
    for change in changes:
        sides = (_words(side, say) for side in (change.before, change.after))
        table.add_row(*map(escape, (change.of, say.text(f"diff.{change.kind}"), *sides)))
    console().print(table)


def _words(text: Text | None, say: Wording) -> str:
    return text[say.language] if text is not None else ""
