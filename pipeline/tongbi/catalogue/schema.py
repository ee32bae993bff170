"""The JSON Schema of a catalogue file, for editors: `python -m tongbi.catalogue.schema` writes it.

Belongs here: turning the models into the schema and where that lies. Does not belong here: what a file may
hold (`model`), or what must hold between files (`load`), which no schema of one file can say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tongbi import project
from tongbi.catalogue.model import CatalogueFile

if TYPE_CHECKING:
    from pathlib import Path


def path() -> Path:
    """Where the schema lies; the first line of each catalogue file points there."""
    return project.sources() / "schema" / "catalogue.schema.json"


def text() -> str:
    """The schema of one file `<family>/<domain>.yaml` as JSON, draft 2020-12, ending in a newline."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **CatalogueFile.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_text(text(), encoding="utf-8")
