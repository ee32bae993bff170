-- A robust trend: the median of the slopes between all pairs of years of a comparable stretch (Theil and Sen).
--
-- slope_low and slope_high are the order statistics that enclose the slope with 95 % confidence (Sen's normal
-- approximation with the correction for ties), taken over the smallest and the largest slope that each pair's
-- wording allows. With fewer than five years no such interval exists, and they are null.
create or replace macro trend(metric) as table
with point as (
    select issuer_name, spell, cast(period as integer) as year, value, low, high
    from series
    where metric_id = metric
),
pair as (
    select
        a.issuer_name,
        a.spell,
        (b.value - a.value) / (b.year - a.year) as slope,
        (b.low - a.high) / (b.year - a.year) as slope_low,
        (b.high - a.low) / (b.year - a.year) as slope_high
    from point a
    join point b on a.issuer_name = b.issuer_name and a.spell = b.spell and a.year < b.year
),
slopes as (
    select
        issuer_name,
        spell,
        median(slope) as slope,
        list_sort(list(slope_low)) as lows,
        list_sort(list(slope_high)) as highs,
        count(*) as pairs
    from pair
    group by issuer_name, spell
),
ties as (
    select issuer_name, spell, sum(n * (n - 1) * (2 * n + 5)) as tied
    from (select issuer_name, spell, value, count(*) as n from point group by issuer_name, spell, value)
    group by issuer_name, spell
),
span as (
    select
        issuer_name,
        spell,
        count(*) as years,
        min(year) as first_year,
        max(year) as last_year,
        median(value) as level
    from point
    group by issuer_name, spell
),
spread as (
    select
        span.*,
        slopes.* exclude (issuer_name, spell),
        1.959964 * sqrt((years * (years - 1) * (2 * years + 5) - tied) / 18.0) as half_width
    from span
    join slopes using (issuer_name, spell)
    join ties using (issuer_name, spell)
)
select
    issuer_name,
    spell,
    cast(first_year as varchar) as first_period,
    cast(last_year as varchar) as last_period,
    years,
    slope,
    case when years >= 5 and half_width < pairs
        then lows[greatest(cast(round_even((pairs - half_width) / 2, 0) as integer), 1)] end as slope_low,
    case when years >= 5 and half_width < pairs
        then highs[least(cast(round_even((pairs + half_width) / 2, 0) as integer) + 1, pairs)] end as slope_high,
    case when level <> 0 then 100 * slope / abs(level) end as slope_pct_of_median
from spread
order by issuer_name, spell;

comment on macro table trend is
    '某指标在各可比段内的稳健斜率（Theil-Sen，每年）及 95% 区间；不足五年无区间 / Robust slope a year (Theil-Sen) of one metric over each comparable stretch, with its 95 % interval; none below five years';
