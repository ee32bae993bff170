"""Frames that pass from asset to asset, as Parquet files in the folder of staged frames.

Belongs here: writing, reading and dating those files. A file is written whole and carries the key of what it
was made from inside itself, so that a killed run leaves no file that claims to be more than it is. Does not
belong here: what the frames mean.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tongbi import whole

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

WHOLE = "all"
REMEMBERED = 16

_remembered: dict[Path, tuple[int, DataFrame]] = {}
"""The whole frames read last, the latest at the end, each with the time of its file."""
_reading = threading.Lock()


@dataclass(frozen=True, slots=True)
class FrameStore:
    """Staged frames under a folder: `<folder>/<name>/<part>.parquet`, a part being a report year or `all`."""

    folder: Path

    def write(self, name: str, frame: DataFrame, *, part: str = WHOLE, key: str = "") -> None:
        """Stage a frame; column types survive, also those of an empty frame."""
        types = json.dumps({str(column): str(dtype) for column, dtype in frame.dtypes.items()})
        _forget(self._path(name, part))
        with whole.replacing(self._path(name, part)) as unfinished, _engine().cursor() as connection:
            connection.register("frame", frame)
            connection.execute(
                f"copy frame to {_quoted(str(unfinished))} "
                f"(format parquet, kv_metadata {{key: {_quoted(key)}, types: {_quoted(types)}}})"
            )

    def read(self, name: str, part: str | None = None) -> DataFrame:
        """One part of a staged frame, or all parts in their order; FileNotFoundError where there is none."""
        import pandas as pd

        parts = self.parts(name) if part is None else [part]
        frames = [self._read(self._path(name, each)) for each in parts]
        if not frames:
            raise FileNotFoundError(
                f"nothing is staged as {name} under {self.folder}; materialise {name} first"
            )
        if len(frames) == 1:
            return frames[0]
        filled = [frame for frame in frames if len(frame)]
        return pd.concat(filled, ignore_index=True) if filled else frames[0]

    def parts(self, name: str) -> list[str]:
        """The parts staged under a name, in their order."""
        return sorted(path.stem for path in self._path(name, WHOLE).parent.glob("[!.]*.parquet"))

    def stamp(self, name: str) -> tuple[tuple[str, int], ...]:
        """The parts staged under a name, each with the time of its file: another stamp, other frames."""
        return tuple((part, self._path(name, part).stat().st_mtime_ns) for part in self.parts(name))

    def key(self, name: str, part: str = WHOLE) -> str | None:
        """What a staged part was made from; None where it is not staged."""
        path = self._path(name, part)
        return _metadata(path, path.stat().st_mtime_ns)["key"] if path.is_file() else None

    def drop(self, name: str, part: str) -> None:
        """Forget a part."""
        _forget(self._path(name, part))
        self._path(name, part).unlink(missing_ok=True)

    def _path(self, name: str, part: str) -> Path:
        return self.folder / name / f"{part}.parquet"

    @staticmethod
    def _read(path: Path) -> DataFrame:
        # A copy shares the data until one of the two is written to.
        return _parsed(path, path.stat().st_mtime_ns).copy(deep=False)


def _parsed(path: Path, modified: int) -> DataFrame:
    """The frame in a file; a whole one, unmodified, is not read twice."""
    with _reading:
        known, frame = _remembered.pop(path, (None, None))
        if frame is None or known != modified:
            with _engine().cursor() as connection:
                frame = connection.execute("from read_parquet(?)", [str(path)]).df()
            frame = frame.astype(json.loads(_metadata(path, modified)["types"]))
        # Parts are read on the way to the whole; remembered beside it they would be in memory twice.
        if path.stem == WHOLE:
            _remembered[path] = modified, frame
        while len(_remembered) > REMEMBERED:
            del _remembered[next(iter(_remembered))]
        return frame


def _forget(path: Path) -> None:
    with _reading:
        _remembered.pop(path, None)


@lru_cache(maxsize=1024)
def _metadata(path: Path, modified: int) -> dict[str, str]:  # noqa: ARG001 `modified` tells two files of one name apart
    with _engine().cursor() as connection:
        return dict(
            connection.execute(
                "select decode(key), decode(value) from parquet_kv_metadata(?)", [str(path)]
            ).fetchall()
        )


@cache
def _engine() -> DuckDBPyConnection:
    """DuckDB without a database: it reads and writes the files. Starting it takes longer than reading one."""
    import duckdb

    return duckdb.connect()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
