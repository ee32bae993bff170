from __future__ import annotations

from tongbi.orchestration.store import state


def test_the_state_holds_for_the_same_key_and_the_same_file(tmp_path) -> None:
    warehouse = tmp_path / "w.duckdb"
    warehouse.write_bytes(b"published")
    state.write(tmp_path / "s" / "state.json", key="k", run_id="r", warehouse=warehouse, counts={"report": 3})
    read = state.read(tmp_path / "s" / "state.json")
    assert read is not None
    assert read.counts == {"report": 3}
    assert read.holds("k", warehouse)
    assert not read.holds("another key", warehouse)
    warehouse.write_bytes(b"somebody else's")
    assert not read.holds("k", warehouse)
    warehouse.unlink()
    assert not read.holds("k", warehouse)


def test_a_state_that_is_not_whole_is_none(tmp_path) -> None:
    path = tmp_path / "state.json"
    assert state.read(path) is None
    for damaged in ("", "{", "[]", '{"key": "k"}', '{"key": "k", "unknown": 1}'):
        path.write_text(damaged)
        assert state.read(path) is None
