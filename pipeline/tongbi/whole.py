"""A file that is never seen half written: it is written under another name and takes its own in one rename.

Belongs here: that one way of writing, for all files that a killed process must not leave in pieces. Does not
belong here: what is in them; the published file, which one writer at a time builds (`publishing.swap`); the
originals, which are never written again (`reading.archive`).
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(target: Path, *, durable: bool = False) -> Iterator[Path]:
    """Give a path to write to; when the block ends well, that file becomes `target`.

    If the block raises, `target` stays as it was and what was written is removed. Missing folders are made.
    The name is hidden and no other thread of any process has it. `durable` waits for the disk, so that even a
    machine that stops at once loses nothing.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{threading.get_native_id()}")
    try:
        yield unfinished
        if durable:
            with unfinished.open("rb") as file:
                os.fsync(file.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write(target: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Let `target` hold a content, text as UTF-8, or leave it as it was."""
    with replacing(target, durable=durable) as unfinished:
        unfinished.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
