from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.orchestration.store import frames
from tongbi.orchestration.store.frames import FrameStore

TYPES = {"name": "str", "count": "int64", "start": "Int64", "value": "float64", "sure": "bool"}
rows = st.lists(
    st.tuples(
        st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
        st.integers(-(2**40), 2**40),
        st.none() | st.integers(0, 2**40),
        st.none() | st.floats(allow_nan=False),
        st.booleans(),
    ),
    max_size=6,
)


def frame_of(values: list) -> pd.DataFrame:
    return pd.DataFrame(values, columns=list(TYPES)).astype(TYPES)


@settings(max_examples=40)
@given(rows)
def test_a_frame_comes_back_as_it_was_staged(tmp_path_factory: pytest.TempPathFactory, values: list) -> None:
    store = FrameStore(tmp_path_factory.mktemp("staged"))
    store.write("mention", frame_of(values))
    pd.testing.assert_frame_equal(store.read("mention"), frame_of(values))


def test_parts_are_read_in_their_order_and_carry_their_keys(tmp_path) -> None:
    store = FrameStore(tmp_path)
    store.write("mention", frame_of([("晚", 2, None, 2.0, True)]), part="2023", key="b")
    store.write("mention", frame_of([("早", 1, 7, None, False)]), part="2021", key="a")
    store.write("mention", frame_of([]), part="2022", key="it's empty")
    assert store.parts("mention") == ["2021", "2022", "2023"]
    assert list(store.read("mention")["name"]) == ["早", "晚"]
    assert store.read("mention").dtypes.astype(str).to_dict() == TYPES
    assert [store.key("mention", part) for part in ("2021", "2022", "2023", "2024")] == [
        "a",
        "it's empty",
        "b",
        None,
    ]
    store.drop("mention", "2021")
    assert store.parts("mention") == ["2022", "2023"]
    assert list(store.read("mention", "2023")["count"]) == [2]


def test_what_a_killed_run_left_unfinished_is_no_part(tmp_path) -> None:
    store = FrameStore(tmp_path)
    (tmp_path / "mention").mkdir()
    (tmp_path / "mention" / ".2023.parquet.4711").write_bytes(b"half a frame")
    assert store.parts("mention") == []
    with pytest.raises(FileNotFoundError, match="materialise mention first"):
        store.read("mention")


def test_a_folder_named_with_quotes_and_chinese_is_a_folder(tmp_path) -> None:
    store = FrameStore(tmp_path / "it's 报告 [1]*")
    store.write("report", frame_of([("甲", 1, 1, 1.0, True)]))
    assert len(store.read("report")) == 1


def test_a_frame_read_is_the_readers_own(tmp_path) -> None:
    store = FrameStore(tmp_path)
    store.write("report", frame_of([("甲", 1, 1, 1.0, True)]))
    mine = store.read("report")
    mine.loc[0, "name"] = "乙"
    assert list(store.read("report")["name"]) == ["甲"]
    store.write("report", frame_of([("丙", 1, 1, 1.0, True)]))
    assert list(store.read("report")["name"]) == ["丙"]


def test_of_a_frame_that_was_staged_anew_or_dropped_nothing_is_kept_in_memory(tmp_path) -> None:
    store = FrameStore(tmp_path)
    seen = []
    for name in ("甲", "乙", "丙"):
        store.write("report", frame_of([(name, 1, 1, 1.0, True)]))
        store.read("report")
        (kept,) = (frame for path, (_, frame) in frames._remembered.items() if path.is_relative_to(tmp_path))
        seen.append(kept["name"].iloc[0])
    assert seen == ["甲", "乙", "丙"]
    store.drop("report", frames.WHOLE)
    assert not any(path.is_relative_to(tmp_path) for path in frames._remembered)


def test_the_whole_frames_read_last_are_kept_in_memory_and_no_more(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(frames, "REMEMBERED", 2)
    store = FrameStore(tmp_path)
    for name in ("report", "mention", "series"):
        store.write(name, frame_of([(name, 1, 1, 1.0, True)]))
        store.read(name)
    store.read("mention")
    store.write("yoy", frame_of([]))
    store.read("yoy")
    store.write("mention_by_year", frame_of([]), part="2024")
    store.read("mention_by_year")
    assert [path.parent.name for path in frames._remembered] == ["mention", "yoy"]
