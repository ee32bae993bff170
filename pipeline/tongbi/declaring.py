"""The YAML of declared knowledge, parsed in one way: a key given twice is refused, where YAML keeps the last.

Belongs here: from text to plain values, and the kinds of field that models of several stages share. Does not
belong here: what a file may say; each stage has models for its own, and words its own messages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import yaml
from pydantic import AfterValidator

if TYPE_CHECKING:
    from collections.abc import Hashable


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A field that is a regular expression: a file with one that does not compile is refused."""


class _Once:
    """Refuses a mapping with a key that is given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key.value!r} is given twice", problem_mark=key.start_mark
                )
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        made: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)  # type: ignore[misc]
        return made


class _Values(_Once, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Scalars become what they look like: numbers, days, truth values."""


class _Texts(_Once, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Scalars stay as they are written."""


def parse(text: str | bytes, *, as_text: bool = False) -> Any:
    """The plain values of a YAML text, with `as_text` every scalar as it is written.

    Raises yaml.YAMLError, which knows the line, where it is no YAML or a mapping has a key twice.
    """
    loader = _Texts if as_text else _Values
    return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders, made stricter
