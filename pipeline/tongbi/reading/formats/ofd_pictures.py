"""The pictures on pages of an OFD document, which the library that reads its texts does not give.

Belongs here: which part of the package a page shows. Does not belong here: recognising it. Names and numbers
are looked up by their signs in the XML, as producers use namespaces and folders in ways of their own.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

_DRAWN = re.compile(r"""ImageObject\b[^<>]*?\sResourceID\s*=\s*["'](\d+)["']""")
_MEDIUM = re.compile(
    r"""MultiMedia\b[^<>]*?\sID\s*=\s*["'](\d+)["'][^<>]*>[^<>]*<[^<>]*MediaFile[^<>]*>\s*([^<>]+?)\s*<"""
)


# The list of a document's media is short; a larger part is something else.
_LARGEST_LIST = 5_000_000


class Pictures:
    """The pictures of one package. Raises what `zipfile` does for damaged parts."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {_plain(name): name for name in package.namelist()}
        self._media = dict(self._listed())

    def part_of(self, page: str) -> str | None:
        """The part that holds the largest picture that a page draws; None where it draws none that is there.

        `page` is the path of the page's content in the package. Raises what `zipfile` does for damaged parts.
        """
        part = self._names.get(_plain(page))
        if part is None:
            return None
        numbers = _DRAWN.findall(self._package.read(part).decode("utf-8", "replace"))
        drawn = [self._media[number] for number in numbers if number in self._media]
        return max(drawn, key=lambda name: self._package.getinfo(name).file_size, default=None)

    def _listed(self) -> Iterator[tuple[str, str]]:
        """The numbers of media with the parts that hold them, found by the last piece of their names."""
        by_end = {posixpath.basename(name): part for name, part in self._names.items()}
        for name, part in self._names.items():
            if name.endswith("res.xml") and self._package.getinfo(part).file_size <= _LARGEST_LIST:
                for number, file in _MEDIUM.findall(self._package.read(part).decode("utf-8", "replace")):
                    held = by_end.get(posixpath.basename(_plain(file)))
                    if held is not None:
                        yield number, held


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
