"""Great Expectations classes for conditions between columns of one row; import it lazily, it takes seconds.

Each class names its condition of `conditions.py`, the columns that it expects (in order) and the arguments
it takes, and says in both languages what it is about. Severity, description and arguments are always given
to the instance and never as defaults of a class: the library drops class defaults when it writes a result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation, MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider.column_condition_partial import (
    column_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.column_map_metric_provider import (
    ColumnMapMetricProvider,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_condition_partial import (
    multicolumn_condition_partial,
)
from great_expectations.expectations.metrics.map_metric_provider.multicolumn_map_metric_provider import (
    MulticolumnMapMetricProvider,
)

from tongbi.validation import conditions

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandas import DataFrame, Series

_ROW_KEYS = ("batch_id", "table", "row_condition", "condition_parser")


def _column_metric(condition: Callable[..., Series]) -> str:
    """Register a condition on one column as a metric of the library; gives the metric's name."""
    name = f"column_values.{condition.__name__}"

    def holds(cls: type, column: Series, options: dict[str, Any], **_: Any) -> Series:  # noqa: ARG001
        return condition(column, **options)

    body = {
        "__module__": __name__,
        "condition_metric_name": name,
        "condition_domain_keys": (*_ROW_KEYS, "column"),
        "condition_value_keys": ("options",),
        "_pandas": column_condition_partial(engine=PandasExecutionEngine)(holds),
    }
    type(f"Metric_{condition.__name__}", (ColumnMapMetricProvider,), body)
    return name


def _row_metric(condition: Callable[..., Series]) -> str:
    """Register a condition between columns as a metric of the library; gives the metric's name."""
    name = f"multicolumn_values.{condition.__name__}"

    def holds(cls: type, column_list: DataFrame, options: dict[str, Any], **_: Any) -> Series:  # noqa: ARG001
        return condition(column_list, **options)

    body = {
        "__module__": __name__,
        "condition_metric_name": name,
        "condition_domain_keys": (*_ROW_KEYS, "column_list", "ignore_row_if"),
        "condition_value_keys": ("options",),
        "_pandas": multicolumn_condition_partial(engine=PandasExecutionEngine)(holds),
    }
    type(f"Metric_{condition.__name__}", (MulticolumnMapMetricProvider,), body)
    return name


class ColumnExpectation(ColumnMapExpectation):
    """A condition on one column; `options` are the condition's arguments."""

    success_keys = ("options", "mostly")
    args_keys = ("column", "options")
    options: dict[str, Any] = {}  # noqa: RUF012 - a pydantic field, copied for each instance

    columns_expected: ClassVar[tuple[str, ...]] = ()
    about_zh: ClassVar[str] = ""
    about_en: ClassVar[str] = ""


class RowExpectation(MulticolumnMapExpectation):
    """A condition between columns of one row; `options` are the condition's arguments."""

    success_keys = ("options", "mostly")
    args_keys = ("column_list", "options")
    options: dict[str, Any] = {}  # noqa: RUF012 - a pydantic field, copied for each instance
    # Conditions pass rows with missing values themselves; the library would copy the frame to take them out.
    ignore_row_if: Literal["never"] = "never"

    columns_expected: ClassVar[tuple[str, ...]] = ()
    about_zh: ClassVar[str] = ""
    about_en: ClassVar[str] = ""


class ExpectClaimToHold(ColumnExpectation):
    """A claim computed from other frames holds."""

    map_metric = _column_metric(conditions.is_true)
    columns_expected = ("claim",)
    about_zh = "由其他表得出的判断成立"
    about_en = "A claim computed from other frames holds"


class ExpectSurfaceAtOffsets(RowExpectation):
    """The surface stands at its offsets."""

    map_metric = _row_metric(conditions.stands_at_offsets)
    columns_expected = ("surface", "text_at_offsets")
    about_zh = "原文在所记位置上就是这段文字"
    about_en = "The surface stands at its offsets in the text"


class ExpectQuoteToHoldFigure(RowExpectation):
    """The quote contains the figure."""

    map_metric = _row_metric(conditions.quote_holds)
    columns_expected = ("quote", "text_at_offsets")
    about_zh = "引文包含该数字"
    about_en = "The quote contains the figure at the offsets"


class ExpectValueWithinInterval(RowExpectation):
    """A value lies between two other columns."""

    map_metric = _row_metric(conditions.lies_within)
    columns_expected = ("low", "value", "high")
    about_zh = "数值位于上下限之间"
    about_en = "The value lies between its two bounds"


class ExpectValueAsWritten(RowExpectation):
    """The value is the number written in the surface."""

    map_metric = _row_metric(conditions.reads_as_written)
    columns_expected = ("value", "value_as_written")
    about_zh = "数值与原文写法一致"
    about_en = "The value is the number that the surface writes"


class ExpectFlagAbsent(ColumnExpectation):
    """A quality flag was not set."""

    map_metric = _column_metric(conditions.is_unflagged)
    columns_expected = ("quality_flags",)
    about_zh = "没有某一质量标记"
    about_en = "A quality flag was not set"


class ExpectPeriodNotAfterReport(RowExpectation):
    """A figure's period is not later than its report."""

    map_metric = _row_metric(conditions.is_not_later)
    columns_expected = ("period", "report_year_of")
    about_zh = "数字所属年份不晚于报告年份"
    about_en = "The period does not lie after the report's year"


class ExpectPeriodAsNamed(RowExpectation):
    """A figure's period is the year that its clause names."""

    map_metric = _row_metric(conditions.is_the_year_named)
    columns_expected = ("period", "year_beside")
    about_zh = "数字所属年份与同一分句写明的年份一致"
    about_en = "The period is the year that the figure's own clause names"


class ExpectMagnitudeToBeKept(RowExpectation):
    """A value is not a power of ten away from what its neighbours lead one to expect."""

    map_metric = _row_metric(conditions.keeps_magnitude)
    columns_expected = ("log_ratio", "expected_value")
    about_zh = "与相邻年份相比没有错位的数量级"
    about_en = "The order of magnitude is that of the neighbouring years"


class ExpectChangeToBeUnsurprising(RowExpectation):
    """A value is not far off its own history and its peers."""

    map_metric = _row_metric(conditions.is_unsurprising)
    columns_expected = ("log_ratio", "surprise")
    about_zh = "与自身历史和同类地区相比没有异常变动"
    about_en = "The value is not far off its own history and its peers"


class ExpectFigureNotCopied(RowExpectation):
    """A figure is not last year's over again."""

    map_metric = _row_metric(conditions.is_not_copied)
    columns_expected = ("run_chance", "moved_share")
    about_zh = "没有照抄上一年的数字"
    about_en = "The figure is not last year's over again"


class ExpectVolumeLikeUsual(RowExpectation):
    """A count is not far below what is usual."""

    map_metric = _row_metric(conditions.is_as_voluminous)
    columns_expected = ("count", "usual_count")
    about_zh = "数量没有明显少于往常"
    about_en = "The count is not far below what is usual"


class ExpectStatedGrowthToAgree(RowExpectation):
    """Stated growth agrees with the two figures."""

    map_metric = _row_metric(conditions.agrees_with_growth)
    columns_expected = ("stated_growth_pct", "change_pct_low", "change_pct_high")
    about_zh = "报告所称增幅与两年数字相符"
    about_en = "The growth that the report states agrees with the two figures"


class ExpectChangeToBeDifference(RowExpectation):
    """A change is the difference of the two values."""

    map_metric = _row_metric(conditions.is_their_difference)
    columns_expected = ("change", "difference")
    about_zh = "变动量等于两年之差"
    about_en = "The change is the difference of the two values"


class ExpectVerdictToBeExplained(RowExpectation):
    """A verdict other than comparable has a reason."""

    map_metric = _row_metric(conditions.is_explained)
    columns_expected = ("verdict", "reason")
    about_zh = "不可比的判断写明理由"
    about_en = "A verdict other than comparable has a reason"
