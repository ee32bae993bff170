"""The scopes that figures of one sentence give each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Read


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        # the parts of one sum
        ("对6个乡镇、9个部门开展法治督察。", ["乡镇", "部门"]),
        # one level told twice is no sum
        ("发放宣传资料90余份、共97份。", ["", ""]),
        # a change is of what its level is of
        ("高新区作出行政处罚决定90件，同比增长5%。", ["高新区", "高新区"]),
        # 其中 and the same metric: a part, as long as it is the smaller
        ("办理法律援助案件80件，其中值班帮助法律援助案件20件。", ["", "值班帮助法律援助案件"]),
        ("办理法律援助案件20件，其中法律援助案件80件。", ["", ""]),
        ("办理法律援助案件80件，其中法律援助案件增长20%。", ["", ""]),
        ("办理法律援助案件80件，其中2022年法律援助案件70件。", ["", ""]),
    ],
)
def test_what_two_figures_show(read: Read, text: str, scopes: list[str]) -> None:
    assert [mention.scope for mention in read(text)] == scopes
