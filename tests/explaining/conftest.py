"""A short text with a figure of each kind that page and terminal show, and what is read in it."""

from __future__ import annotations

import pytest

from tongbi.extraction import extract
from tongbi.records import Identity, Mention


@pytest.fixture(scope="session")
def identity() -> Identity:
    return Identity(
        "青槐县人民政府", "county", "law_based_government", 2023, title="青槐县2023年法治政府建设报告"
    )


@pytest.fixture(scope="session")
def text() -> str:
    return (
        "青槐县2023年法治政府建设报告\n"
        "全县受理行政复议案件120余件，同比增长8.1%；发放<普法>手册3万份。"
        "参考率、合格率均为100%，国家工作人员学法考试结束。\n"
        "下一步，力争调解成功率达到98%以上。"
    )


@pytest.fixture(scope="session")
def mentions(text: str, identity: Identity) -> list[Mention]:
    return extract(text, identity)
