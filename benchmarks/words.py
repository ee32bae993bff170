"""Which declared words no test holds: each is taken away alone, and the tests of extraction are run.

    python benchmarks/words.py                  26 words at random of sources/language/*.yaml (some minutes)
    python benchmarks/words.py --seed 7         other words
    python benchmarks/words.py --file cues.yaml --words 1000    every word of one file

It works on a copy of the checkout. A word whose loss goes unseen is printed: either a test that names it is
missing, or another word does its work and it can go. The exit status is 0 whatever is found, 2 where a test
fails before any word is gone.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from tongbi import project

if TYPE_CHECKING:
    from collections.abc import Iterator

COPIED = ("pipeline", "sources", "tests", "benchmarks", "docs", "pyproject.toml")
# its words tell who reports, which the tests of reading hold
NOT_HERE = "identity.yaml"
# annotated reports that may lie beside the checkout hold words too
BESIDE = "shared"


class Word(NamedTuple):
    """A word of a list: where it is declared, and what of the file's text goes with it."""

    file: str
    field: str
    word: str
    start: int
    end: int


def words_of(file: str, text: str) -> Iterator[Word]:
    """The words of all lists in brackets that have more than one; a word may be a pattern."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    yield from _words(file, root, "") if root is not None else ()


def _words(file: str, node: yaml.Node, field: str) -> Iterator[Word]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _words(file, value, f"{field}.{key.value}".lstrip("."))
    elif isinstance(node, yaml.SequenceNode):
        items = node.value
        if not (node.flow_style and len(items) > 1 and all(isinstance(i, yaml.ScalarNode) for i in items)):
            for item in items:
                yield from _words(file, item, field)
            return
        for at, item in enumerate(items):
            last = at == len(items) - 1
            # the comma goes with the word: the one behind it, of the last word the one before
            start = items[at - 1].end_mark.index if last else item.start_mark.index
            end = item.end_mark.index if last else items[at + 1].start_mark.index
            yield Word(file, field, item.value, start, end)


def without(text: str, word: Word) -> str:
    """The text of a file without one word."""
    return text[: word.start] + text[word.end :]


def held(checkout: Path) -> bool:
    """Whether a test of extraction fails in this checkout."""
    tests = [str(path) for path in (Path("tests", "extraction", "test_gold.py"), Path("tests", "extraction"))]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "pipeline"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    return done.returncode != 0


def main() -> int:
    """Take the words away, one at a time; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--words", type=int, default=26, help="how many words are tried")
    parser.add_argument("--file", default="*.yaml", help="of which files in sources/language")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "checkout")
        copy.mkdir()
        for name in COPIED:
            origin = project.root() / name
            if origin.is_dir():
                shutil.copytree(origin, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(origin, copy / name)
        if (beside := project.root().parent / BESIDE).is_dir():
            Path(folder, BESIDE).symlink_to(beside)
        if held(copy):
            print("a test of extraction fails before any word is gone: run the tests first", file=sys.stderr)
            return 2
        paths = [path for path in (copy / "sources" / "language").glob(asked.file) if path.name != NOT_HERE]
        texts = {path: path.read_text(encoding="utf-8") for path in paths}
        found = [(path, word) for path, text in sorted(texts.items()) for word in words_of(path.name, text)]
        tried = random.Random(asked.seed).sample(found, min(asked.words, len(found)))
        unseen = 0
        for path, word in tried:
            path.write_text(without(texts[path], word), encoding="utf-8")
            if not held(copy):
                unseen += 1
                print(f"{word.file} {word.field}: {word.word}", flush=True)
            path.write_text(texts[path], encoding="utf-8")
        print(f"{unseen} of {len(tried)} words ({len(found)} in all) are held by no test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
