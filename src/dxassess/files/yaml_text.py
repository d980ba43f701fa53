"""YAML that people write, as a value or as one fault with its place: no other failure of a loader comes out.

What a file may cost is bounded before it is built: its length, how deep it nests, how long a number is.
Aliases are refused, since a few lines of them stand for more than any machine holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import yaml

from dxassess.files.yaml_fault import FaultKind, YamlFault, quoted

_LONGEST = 4_000_000
_DEEPEST = 60
_LONGEST_NUMBER = 40
_TAG = "tag:yaml.org,2002:"
_KINDS: Mapping[str, FaultKind] = MappingProxyType({"timestamp": "day", "int": "number", "float": "number"})
# What its constructors raise for a day, a number or a truth that is none: some of it by accident.
_FAILURES = (
    yaml.constructor.ConstructorError, ValueError, OverflowError, AttributeError, LookupError, TypeError,
)  # fmt: skip
_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where there is one


class _Mark(Protocol):
    """The marks of both loaders."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def load_yaml(text: str) -> object:
    """What `text` holds. Raises YamlFault, for a key that stands twice too: it would overwrite in silence."""
    if len(text) > _LONGEST:
        raise YamlFault("long", found=f"> {_LONGEST}")
    try:
        _refuse_bombs(text)
        return yaml.load(text, Loader=_Strict)  # noqa: S506 - derives from SafeLoader
    except yaml.reader.ReaderError as problem:
        raise YamlFault("encoding") from problem
    except yaml.MarkedYAMLError as problem:
        raise YamlFault("syntax", place=_place(problem.problem_mark or problem.context_mark)) from problem
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise YamlFault("syntax") from problem


def _refuse_bombs(text: str) -> None:
    """By events, which nest in no stack: the loader itself recurses in C, past any limit of Python."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.AliasEvent):
            raise YamlFault("alias", place=_place(event.start_mark), found=quoted(f"*{event.anchor}"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise YamlFault("deep", place=_place(event.start_mark), found=str(_DEEPEST))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _place(mark: _Mark | None) -> str:
    return f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"


class _Strict(_Base):  # type: ignore[valid-type, misc] # one of two loaders of the same kind
    """Keys are texts or numbers that stand once; a day is a day, and a number is as long as one."""

    def construct_object(
        self,
        node: yaml.Node,
        deep: bool = False,  # noqa: FBT001, FBT002 - the signature of PyYAML
    ) -> object:
        kind = _KINDS.get(node.tag.removeprefix(_TAG), "tag")
        try:
            if kind == "number" and len(node.value) > _LONGEST_NUMBER:
                raise OverflowError
            return super().construct_object(node, deep=deep)
        except _FAILURES as problem:
            written = node.tag.removeprefix(_TAG) if kind == "tag" else node.value
            raise YamlFault(kind, place=_place(node.start_mark), found=quoted(written)) from problem

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - the signature of PyYAML
    ) -> dict[object, object]:
        mapping: dict[object, object] = {}
        for key_node, value_node in node.value:
            place = _place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                raise YamlFault("key", place=place)
            key = self.construct_object(key_node, deep=deep)
            if key in mapping:
                raise YamlFault("twice", place=place, found=quoted(key_node.value))
            try:
                mapping[key] = self.construct_object(value_node, deep=deep)
            except YamlFault as fault:
                fault.place += "" if " " in fault.place else f" {quoted(key_node.value)}"
                raise
        return mapping
