"""How long it takes to tell which of 5,000 reports are one: python benchmarks/collating.py [DOCUMENTS].

Three folders of reports of 3,000 signs: many bodies, with a re-posted and an altered copy in
ten; all of one body and year; copies of one report with one figure changed in each.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
from collections import Counter

from tongbi.reading.collating import collate
from tongbi.records import Document, Identity, Report

SIGNS = 3_000
PIECES = (
    "坚持把依法行政贯穿工作始终", "全年办理各类许可事项", "审结复议案件", "组织执法检查", "评查行政执法案卷",
    "化解矛盾纠纷", "强化责任落实", "推动力量下沉到基层一线", "完善公开渠道", "培训执法人员", "审查合同文件",
    "清理规范性文件", "健全督察机制", "回应群众关切",
)  # fmt: skip
FURNITURE = "\n浏览次数：{}\n【打印】【关闭】\n"


def text(seed: int) -> str:
    """A report of about 3,000 signs, a fifth of its clauses with a figure."""
    drawn = random.Random(seed)
    written, length = [], 0
    while length < SIGNS:
        clause = drawn.choice(PIECES) + (f"{drawn.randint(2, 9999)}件" if drawn.random() < 0.4 else "")
        written.append(clause + drawn.choice("，，，。"))
        length += len(written[-1])
    return "".join(written)


def report(content: str, issuer: str, year: int, number: int) -> Report:
    """A report with its identity given."""
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    identity = Identity(issuer, "county", "law_based_government", year)
    return Report(sha256[:16], Document(f"{number:05}.txt", content, sha256, "text"), identity)


def ordinary(count: int) -> list[Report]:
    """Bodies with nine years each, some of them re-posted or altered."""
    made: list[Report] = []
    for number in range(count):
        issuer, year = f"第{number // 9}县人民政府", 2016 + number % 9
        content = text(number)
        if number % 10 == 1:
            of = made[-1]
            issuer, year = of.identity.issuer_name, of.identity.report_year
            content = of.document.text + FURNITURE.format(number)
        elif number % 10 == 2:
            of = made[-2]
            issuer, year = of.identity.issuer_name, of.identity.report_year
            content = of.document.text.replace("1", "7", 1)
        made.append(report(content, issuer, year, number))
    return made


def of_one_year(count: int) -> list[Report]:
    """As many texts of one body and year."""
    return [report(text(number), "第一县人民政府", 2022, number) for number in range(count)]


def copies(count: int) -> list[Report]:
    """One report, each time with one other figure changed, under as many names."""
    parts = text(0).partition("件")
    return [
        report(f"{parts[0]}件{number}次{parts[2]}", f"第{number}县人民政府", 2022, number)
        for number in range(count)
    ]


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    print(f"{count:,} reports of {SIGNS:,} signs")
    for make in (ordinary, of_one_year, copies):
        folder = make(count)
        before, processor = time.perf_counter(), time.process_time()
        standings = Counter(standing.status for standing in collate(folder))
        seconds, cpu = time.perf_counter() - before, time.process_time() - processor
        shown = ", ".join(f"{number:,} {status}" for status, number in standings.most_common())
        print(f"{make.__name__:<12} {seconds:6.1f} s  ({cpu:.1f} s of CPU)  {shown}")


if __name__ == "__main__":
    main()
