"""The JSON Schema of a registry file, for editors: `python -m tongbi.fetching.schema` writes it.

Belongs here: turning the model into the schema and where that lies. Does not belong here: the model.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tongbi import project
from tongbi.fetching.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path


def path() -> Path:
    """Where the schema lies; the first line of the registry points there."""
    return project.sources() / "schema" / "registry.schema.json"


def text() -> str:
    """The schema as JSON, draft 2020-12, ending in a newline."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Registry.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_text(text(), encoding="utf-8")
