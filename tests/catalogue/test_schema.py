import json

from tongbi.catalogue import schema


def test_the_schema_in_the_repository_is_that_of_the_models() -> None:
    assert schema.path().read_text(encoding="utf-8") == schema.text(), (
        "run: python -m tongbi.catalogue.schema"
    )


def test_the_schema_closes_the_lists_and_forbids_unknown_fields() -> None:
    entry = json.loads(schema.text())["$defs"]["MetricEntry"]
    assert entry["additionalProperties"] is False
    assert "growth_rate" in entry["properties"]["kind"]["enum"]
    assert set(entry["required"]) == {"id", "name_zh", "name_en", "unit", "kind", "definition"}
