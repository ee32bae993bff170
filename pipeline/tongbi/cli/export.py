"""`tongbi export`: the warehouse as files for other tools.

Belongs here: which form is written by which function, and what the user is told. Does not belong here: any
form.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Form = Literal["csv", "parquet", "sdmx", "datapackage", "xlsx"]


def export(folder: Path, form: Form, warehouse: Path | None) -> int:
    """Write the files and name them on standard output; returns the exit status."""
    from tongbi import publishing
    from tongbi.orchestration.store.settings import Settings

    file = Settings.of(warehouse=warehouse).warehouse
    try:
        if form == "xlsx":
            folder.mkdir(parents=True, exist_ok=True)
            written = [publishing.export_workbook(file, folder / f"{file.stem}.xlsx")]
        elif form == "sdmx":
            written = publishing.export_sdmx(file, folder)
        elif form == "datapackage":
            written = publishing.export_datapackage(file, folder)
        else:
            written = publishing.export_tables(file, folder, [form])
    except publishing.WarehouseError as error:
        sys.stderr.write(f"tongbi: {error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"tongbi: {folder}: cannot be written: {error.strerror}; give another folder\n")
        return 2
    sys.stdout.writelines(f"{path}\n" for path in written)
    return 0
