"""What every page of the quality report is made in, and the mark of a run that failed.

Belongs here: head, style, a whole page from its body, and a mark that can be set on a page that is there
already. Does not belong here: what the report says of a run's frames (see `page`).
"""

from __future__ import annotations

import re
from html import escape

STYLE = """
:root{--ink:#24303a;--line:#d9dee3;--good:#2f7d5b;--warning:#c98a1b;--critical:#b3392f}
body{font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;
color:var(--ink);max-width:1080px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin-bottom:.2rem}
h2{font-size:1.15rem;border-bottom:1px solid var(--line);margin-top:2.2rem}
small,.en{color:#5d6a75}table{border-collapse:collapse;font-size:.88rem;margin:.6rem 0}
th,td{border:1px solid var(--line);padding:.2rem .5rem;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}
td.stated{background:#dcefe5}td.quarantined{background:#f6dcd9}td.not_stated{background:#f1f3f5;color:#8a949d}
blockquote{margin:.2rem 0 1rem;padding:.2rem .8rem;border-left:3px solid var(--line);color:#3d4a55}
.critical{color:var(--critical)}.warning{color:var(--warning)}.charts{display:flex;flex-wrap:wrap;gap:1rem}
.stop{border:2px solid var(--critical);background:#fbeceb;padding:.6rem .9rem}
.share{display:block;margin:-.2rem -.5rem;padding:.2rem .5rem}
svg .t{font-size:12px}svg .a{font-size:10px;fill:#5d6a75}
"""

_FAULT = re.compile(r'<p class="stop fault">.*?</p>\n', re.DOTALL)
_HEADING = "</h1>\n"


def document(title: str, body: str) -> str:
    """The page with this body."""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def with_fault(page: str, message: str, moment: str) -> str:
    """The page of a run, saying that a run ended by a fault of the program; '' where there is none yet.

    The mark takes the place of an earlier one. What stands below it is what was checked last, by that run or
    by an earlier one.
    """
    if not page:
        page = document("数据质量报告", "<h1>数据质量报告 <small>Data quality</small></h1>\n")
    mark = (
        f'<p class="stop fault"><strong>{escape(moment)} UTC 的运行因程序故障中止，未发布，旧仓库不变；'
        "以下是最近一次检查的结果。 The run ended by a fault of the program and published nothing; an old "
        "warehouse stands as it was. What follows is what was checked last.</strong>"
        f"<br>故障 Fault: <code>{escape(message)}</code></p>\n"
    )
    head, heading, rest = _FAULT.sub("", page).partition(_HEADING)
    return f"{head}{heading}{mark}{rest}"
