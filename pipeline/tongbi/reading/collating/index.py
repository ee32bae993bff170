"""Finding the texts that may be alike, in time linear in their number.

Belongs here: sketches (MinHash) and the index over them (locality-sensitive hashing). Does not belong here:
judging a pair; what is found here is only worth a look.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from tongbi.reading.collating.likeness import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tongbi.reading.collating.content import Content

_PERMUTATIONS = 64
_SHINGLE = 5
# Texts that are all alike would otherwise be compared each with each.
_MOST = 8


class Index:
    """Names of texts by a sketch of their features.

    `threshold` is the share of features (of all that either text has) from which two texts are found with
    high probability; the sketches are the same in every run.
    """

    def __init__(self, threshold: float) -> None:
        """An empty index."""
        from datasketch import MinHash, MinHashLSH

        self._empty = MinHash(num_perm=_PERMUTATIONS, hashfunc=zlib.crc32)
        self._buckets = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
        self._sketches: dict[int, Any] = {}

    def sketch(self, features: Iterable[str]) -> Any:
        """The sketch of features, None of none: a text without any is like no other. Good in any index."""
        encoded = [feature.encode() for feature in features]
        if not encoded:
            return None
        made = self._empty.copy()
        made.update_batch(encoded)
        return made

    def add(self, name: int, sketch: Any) -> None:
        """Put in the sketch of a text under a name."""
        if sketch is not None:
            self._buckets.insert(name, sketch)
            self._sketches[name] = sketch.hashvalues

    def like(self, sketch: Any) -> list[int]:
        """The names put in whose features are alike, ascending; of very many those that are most alike."""
        if sketch is None:
            return []
        found = sorted(int(each) for each in self._buckets.query(sketch))
        if len(found) <= _MOST:
            return found
        import numpy as np

        common = (np.stack([self._sketches[name] for name in found]) == sketch.hashvalues).sum(axis=1)
        return sorted(found[at] for at in np.argsort(-common, kind="stable")[:_MOST])


def figure_features(content: Content) -> set[str]:
    """The figures of a text among their words."""
    return set(tokens(content))


def prose_features(content: Content) -> set[str]:
    """The pieces of five signs of a text."""
    prose = content.prose
    return {prose[at : at + _SHINGLE] for at in range(max(1, len(prose) - _SHINGLE + 1))} if prose else set()
