"""Good models to learn from: who, for what, with which evidence, and who could take them over from whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dxassess.findings.persons import without_persons
from dxassess.insight.models import Match, Model
from dxassess.places.provinces import place_of
from dxassess.report.value.model import Block, Cell, Paragraph, Section, Table
from dxassess.report.value.say import count, listed, number_cell, percent, say, text_cell
from dxassess.report.value.words import Message
from dxassess.report.view import View

_MOST_CARDS, _CARDS_OF_PAGE = 12, 5
_MOST_ROWS = 15
_MOST_NAMES = 4
_MOST_TEACHERS = 3
_MOST_LESSONS = 5


def models_section(view: View, key: str | None) -> Section:
    """A province's own models and what its facilities could take over from whom; `key` None: the best
    models of all provinces, and those that most could learn from."""
    own_models = [m for m in view.analysis.models if key in (None, m.province) and view.may_name(m)]
    homes = {score.code: score.province for score in reversed(view.round.facilities)}
    matches = [match for match in view.analysis.matches if key in (None, homes.get(match.facility))]
    blocks: list[Block] = []
    if own_models:
        blocks += _cards(view, _best(own_models), of_all=key is None)
    if key is None:
        blocks += links_tables(view)
    if matches:
        blocks.append(_replication(view, matches))
    if not blocks:
        blocks.append(Paragraph(message=say("models.none")))
    return Section(
        id="models",
        title=say("section.models"),
        intro=say("section.models.intro"),
        blocks=tuple(blocks),
    )


def _best(models: Sequence[Model]) -> list[Model]:
    """At most one card for an indicator: confirmed ones first, then the best score in the biggest group."""
    best_by_indicator: dict[str, Model] = {}
    for model in sorted(models, key=lambda m: (not m.confirmed, -m.score, -m.peers, m.facility)):
        best_by_indicator.setdefault(model.indicator, model)
    ranked = sorted(
        best_by_indicator.values(), key=lambda m: (not m.confirmed, -m.score, -m.peers, m.indicator)
    )
    return sorted(ranked[:_MOST_CARDS], key=lambda m: m.indicator)


def _cards(view: View, models: Sequence[Model], *, of_all: bool) -> list[Table]:
    """A card each; of a province, where they are too many for its page, the first of them too."""
    cards = _cards_table(view, models)
    if of_all or len(models) <= _CARDS_OF_PAGE:
        return [cards]
    title = say("models.title.first", n=count(len(models)), shown=count(_CARDS_OF_PAGE))
    first = {"title": title, "rows": cards.rows[:_CARDS_OF_PAGE]}
    return [cards.model_copy(update=first), cards.model_copy(update={"id": "model-cards-all"})]


def _cards_table(view: View, models: Sequence[Model]) -> Table:
    heads = ("indicator", "model", "score", "evidence", "state")
    return Table(
        id="model-cards",
        of_groups=True,
        title=say("models.title", n=count(len(models))),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(
            (
                text_cell(view.round.indicator_name(model.indicator), strong=True),
                text_cell(say("model.name", name=model.name, place=place_of(model.province).name)),
                number_cell(model.score),
                evidence_cell(model),
                text_cell(_state(model)),
            )
            for model in models
        ),
        note=say("models.note"),
    )


def evidence_cell(model: Model) -> Cell:
    """The first evidence named; a person verifies it before anybody is sent there."""
    code, text = model.evidence[0]
    return text_cell(
        say("model.evidence", code=code, text=without_persons(text), n=count(len(model.evidence)))
    )


def _state(model: Model) -> Message:
    if model.note is not None:
        return say("model.noted.confirmed" if model.confirmed else "model.noted", note=model.note)
    return say("model.confirmed" if model.confirmed else "model.proposed")


def _replication(view: View, matches: Sequence[Match]) -> Table:
    """Model and indicator to the facilities that could learn from it, those with most learners first."""
    learners: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        learners[match.model.facility, match.indicator].append(match)
    ordered = sorted(learners.values(), key=lambda group: (-len(group), group[0].indicator))
    names = {score.code: score.name for score in view.round.facilities}
    rows = []
    for group in ordered[:_MOST_ROWS]:
        model = group[0].model
        first = [names.get(match.facility) or match.facility for match in group[:_MOST_NAMES]]
        unnamed = len(group) - len(first)
        named_list = (
            say("list.more", names="; ".join(first), n=count(unnamed)) if unnamed else "; ".join(first)
        )
        rows.append(
            (
                text_cell(view.round.indicator_name(group[0].indicator), strong=True),
                text_cell(say("model.name", name=model.name, place=place_of(model.province).name)),
                number_cell(len(group), "count"),
                text_cell(named_list),
            )
        )
    return Table(
        id="replication",
        title=say("replication.title", n=count(len(matches)))
        if len(ordered) <= _MOST_ROWS
        else say("replication.title.most", total=count(len(matches)), shown=count(_MOST_ROWS)),
        head=tuple(say(f"head.{head}") for head in ("indicator", "learn_from", "facilities_n", "learners")),
        rows=tuple(rows),
        note=say("replication.note"),
    )


def links_tables(view: View) -> tuple[Table, ...]:
    """From whom the provinces could learn, a row each, and all proposed connections; nothing where no two
    provinces are connected, or where readers may not see the figures of one."""
    home = {score.code: score.province for score in view.round.facilities}
    pairs = Counter(
        (match.model.province, learner)
        for match in view.analysis.matches
        if (learner := home.get(match.facility)) is not None
    )
    if view.small_provinces or not any(source != target for source, target in pairs):
        return ()
    return _teachers_table(view, pairs), _network_table(pairs)


def _teachers_table(view: View, pairs: Counter[tuple[str, str]]) -> Table:
    """For each province how many connections lead to it, and the provinces that most of them come from."""
    rows = []
    for province in view.analysis.ordered:
        sources = [(n, source) for (source, target), n in pairs.items() if target == province.key and n]
        first = sorted(sources, key=lambda entry: (-entry[0], entry[1]))[:_MOST_TEACHERS]
        if first:
            names = [say("teacher", province=place_of(key).name, number=count(n)) for n, key in first]
            place = place_of(province.key)
            rows.append(
                (
                    text_cell(place.name, strong=True, href=place.stem),
                    number_cell(sum(n for n, _ in sources), "count"),
                    text_cell(listed(names)),
                )
            )
    return Table(
        id="teachers",
        of_groups=True,
        title=_network_title(pairs),
        head=tuple(say(f"head.{head}") for head in ("province", "links_n", "learn_from")),
        rows=tuple(rows),
        note=say("network.note"),
    )


def _network_title(pairs: Counter[tuple[str, str]]) -> Message:
    lent: Counter[str] = Counter()
    for (source, target), n in pairs.items():
        lent[source] += n if source != target else 0
    most = min(lent, key=lambda key: (-lent[key], key))
    return say(
        "network.title",
        n=count(pairs.total()),
        across=percent(lent.total() / pairs.total()),
        province=place_of(most).name,
        most=count(lent[most]),
    )


def _network_table(pairs: Counter[tuple[str, str]]) -> Table:
    ordered = sorted(pairs.items(), key=lambda entry: (-entry[1], entry[0]))
    return Table(
        id="network-table",
        of_groups=True,
        title=say("network.table"),
        head=tuple(say(f"head.{head}") for head in ("learn_from", "learners_of", "links_n")),
        rows=tuple(
            (
                text_cell(place_of(source).name, strong=True),
                text_cell(place_of(target).name),
                number_cell(n, "count"),
            )
            for (source, target), n in ordered
        ),
    )


def learn_table(view: View, key: str) -> Table | Paragraph:
    """At most five models, each of another subject, those first that most facilities of one type in the
    province could learn from: of the type of the model itself, as a hospital learns nothing of use from a
    station. Reached through the Department of their province. A sentence where there is none."""
    homes = {score.code: score.province for score in view.round.facilities}
    matches = [m for m in view.analysis.matches if homes.get(m.facility) == key and view.may_name(m.model)]
    first = _most_wanted(matches)
    if not first:
        return Paragraph(message=say("learn.none"))
    return Table(
        id="learn",
        title=say("learn.title", n=count(len(first))),
        head=tuple(
            say(f"head.{head}") for head in ("indicator", "learners_n", "learn_from", "evidence", "reach")
        ),
        rows=tuple(
            (
                text_cell(view.round.indicator_name(match.indicator), strong=True),
                text_cell(
                    say("learn.learners", n=count(learners), type=view.round.types[match.model.type].name)
                ),
                text_cell(
                    say("model.name", name=match.model.name, place=place_of(match.model.province).name)
                ),
                evidence_cell(match.model),
                text_cell(_reach(match, key)),
            )
            for match, learners in first
        ),
        note=say("learn.note"),
    )


def _reach(match: Match, key: str) -> Message:
    """Through whom a model is reached: the Department of its province, the reader's own or another."""
    if match.model.province == key:
        return say("learn.reach.own")
    return say("learn.reach", province=place_of(match.model.province).name)


def _most_wanted(matches: Sequence[Match]) -> list[tuple[Match, int]]:
    """For each subject the type of facility of which most need it, the match that most of these share, and
    how many they are: a match leads to a model of the learner's own type."""
    by_type: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        by_type[match.indicator, match.model.type].append(match)
    ordered = sorted(by_type.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    by_subject: dict[str, list[Match]] = {}
    for (subject, _), group in ordered:
        by_subject.setdefault(subject, group)
    return [(_usual(group), len(group)) for group in list(by_subject.values())[:_MOST_LESSONS]]


def _usual(group: Sequence[Match]) -> Match:
    counts: dict[str, int] = defaultdict(int)
    for match in group:
        counts[match.model.facility] += 1
    return min(group, key=lambda match: (-counts[match.model.facility], match.model.facility))
