from __future__ import annotations

import json

from tongbi.fetching import schema


def test_the_schema_in_the_repository_is_that_of_the_model() -> None:
    assert schema.path().read_text(encoding="utf-8") == schema.text(), "run: python -m tongbi.fetching.schema"


def test_the_schema_forbids_unknown_fields_and_needs_an_address() -> None:
    definitions = json.loads(schema.text())["$defs"]
    for name in ("PageEntry", "ListEntry"):
        assert definitions[name]["additionalProperties"] is False
        assert "address" in definitions[name]["required"]
