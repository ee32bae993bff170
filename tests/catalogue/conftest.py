"""A small catalogue on disk that tests bend out of shape."""

from collections.abc import Callable
from pathlib import Path

import pytest

DISPUTES = """\
# yaml-language-server: $schema=../../schema/catalogue.schema.json
family: law_based_government
domain: {id: disputes, order: 2, name_zh: 矛盾纠纷, name_en: Disputes}
metrics:
  - id: disputes_accepted
    name_zh: 受理纠纷件数
    name_en: Disputes accepted
    unit: 件
    kind: count_flow
    definition: {zh: 年度内受理的纠纷件数。, en: Disputes accepted in the year.}
  - id: disputes_resolved
    name_zh: 化解纠纷件数
    name_en: Disputes resolved
    unit: 件
    kind: count_flow
    base: disputes_accepted
    definition: {zh: 年度内化解的纠纷件数。, en: Disputes resolved in the year.}
  - id: success_rate
    name_zh: 化解率
    name_en: Success rate
    unit: "%"
    kind: rate
    base: disputes_resolved / disputes_accepted
    definition: {zh: 化解件数占受理件数的比例。, en: Share of disputes that were resolved.}
"""
LICENCES = """\
family: law_based_government
domain: {id: licences, order: 1, name_zh: 许可, name_en: Licences}
metrics:
  - id: licences_granted
    name_zh: 许可件数
    name_en: Licences granted
    unit: 件
    kind: count_flow
    definition: {zh: 年度内准予许可的件数。, en: Licences granted in the year.}
"""


@pytest.fixture
def write_catalogue(tmp_path: Path) -> Callable[..., Path]:
    """Writes the two files, `disputes` with one piece of text replaced, and gives the catalogue's folder."""

    def write(old: str = "", new: str = "") -> Path:
        assert old in DISPUTES
        folder = tmp_path / "catalogue"
        family = folder / "law_based_government"
        family.mkdir(parents=True)
        (family / "disputes.yaml").write_text(
            DISPUTES.replace(old, new, 1) if old else DISPUTES, encoding="utf-8"
        )
        (family / "licences.yaml").write_text(LICENCES, encoding="utf-8")
        return folder

    return write
