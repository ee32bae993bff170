"""Invented reports to be copied, altered and re-posted: figures are drawn, sentences are of this project."""

from __future__ import annotations

import hashlib
import random

from tongbi.reading import identify
from tongbi.records import Document, Identity, Report

SUBJECTS = (
    "全年办理行政许可{}件", "受理行政复议申请{}件，审结{}件", "新收行政应诉案件{}件", "开展行政检查{}次",
    "评查行政执法案卷{}份", "举办执法人员培训{}期，参训{}人次", "审查合同{}份", "制定规范性文件{}件",
    "调解矛盾纠纷{}件，成功{}件", "办结法律援助案件{}件", "开展普法活动{}场次，发放资料{}份", "清理文件{}件",
    "办理人大代表建议{}件、政协提案{}件", "聘请法律顾问{}名", "组织旁听庭审{}次", "公开政府信息{}条",
)  # fmt: skip
SETTINGS = (
    "县政府把依法行政摆在全局工作的重要位置，压实各单位的责任", "坚持问题导向，补齐制度短板",
    "着眼群众关切，改进办事流程，减少跑腿次数", "强化过程管理，把合法性审查挺在前面",
    "注重源头治理，推动力量下沉到村组社区", "健全考核办法，用好督察结果",
)  # fmt: skip


def text(issuer: str = "云屏县", year: int = 2022, seed: int = 1, sentences: int = 24) -> str:
    """A report of about 40 signs a sentence; the same seed writes the same sentences and figures."""
    drawn = random.Random(seed)
    lines = [
        f"{issuer}人民政府{year}年度法治政府建设情况报告",
        "",
        f"{year}年，{issuer}人民政府深入推进依法行政。",
    ]
    for number in range(sentences):
        subject = SUBJECTS[number % len(SUBJECTS)]
        figures = [drawn.randint(11, 9999) for _ in range(subject.count("{}"))]
        lines.append(f"{drawn.choice(SETTINGS)}，{subject.format(*figures)}。")
    return "\n".join(lines) + "\n"


def report(content: str, path: str = "a.txt", **declared: str) -> Report:
    """A report as reading gives it; `declared` is what a sidecar beside it says."""
    document = Document(path, content, hashlib.sha256(content.encode()).hexdigest(), "text", declared)
    identity = identify(document)
    assert isinstance(identity, Identity), identity
    return Report(hashlib.sha256(content.encode()).hexdigest()[:16], document, identity)
