"""`quarantine` and `check_result`: what all stages set aside, and what every expectation said."""

from collections import Counter

import dagster as dg

from tongbi.orchestration import describe
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.validation import pages
from tongbi.validation.validate import VALUES

GROUP = "validation"
CHECKED = [
    dg.AssetKey(name)
    for name in ("report", "mention", "observation", "series", "yoy", "revision", "coverage")
]


@dg.asset(
    deps=[dg.AssetKey("document"), *CHECKED],
    group_name=GROUP,
    kinds={"pandas"},
    owners=describe.OWNERS,
    description=describe.description("quarantine"),
    metadata=describe.metadata("quarantine"),
)
def quarantine(workspace: Workspace) -> dg.MaterializeResult[None]:
    """Count what the stages staged as set aside."""
    frame = workspace.frames.read("quarantine")
    reasons = [why.split(VALUES)[0] for why in frame["why"]]
    counts = Counter(zip(frame["what"], reasons, strict=True))
    lines = [f"| {what} | {why} | {rows} |" for (what, why), rows in counts.most_common(20)]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(frame),
            "reasons": dg.MetadataValue.md(
                "\n".join(["| what | why | rows |", "| --- | --- | ---: |", *lines])
            ),
        }
    )


@dg.asset(
    deps=CHECKED,
    group_name=GROUP,
    kinds={"greatexpectations"},
    owners=describe.OWNERS,
    description=describe.description("check_result"),
    metadata=describe.metadata("check_result"),
)
def check_result(workspace: Workspace) -> dg.MaterializeResult[None]:
    """Count what the expectations said, and write the data-quality report."""
    frame = workspace.frames.read("check_result")
    summary, first = pages.write(workspace)
    failed = frame[~frame["success"]]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(frame),
            "passed": int(frame["success"].sum()),
            "quality_report": dg.MetadataValue.md(summary),
            "pages": dg.MetadataValue.path(str(first)),
            **{
                f"failed_{name}": int((failed["severity"] == name).sum())
                for name in ("critical", "warning", "info")
            },
        }
    )
