from __future__ import annotations

from tongbi.orchestration.extraction.frames import mention_frame
from tongbi.records import Mention


def test_one_row_a_mention_with_empty_cells_for_what_the_text_leaves_open() -> None:
    mention = Mention(3, 6, "近5万", 50000.0, 40000.0, 50000.0, "名", "人员")
    frame = mention_frame([("r1", [mention]), ("r2", [])])
    assert frame.iloc[0]["surface"] == "近5万"
    assert frame["metric_id"].isna().tolist() == [True]
    assert frame["period"].isna().tolist() == [True]
    assert list(mention_frame([]).columns) == list(frame.columns)
    assert (mention_frame([]).dtypes == frame.dtypes).all()
