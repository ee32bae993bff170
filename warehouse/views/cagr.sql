-- Compound annual growth over each stretch of comparable years, from its first to its last year.
--
-- Growth is undefined where the first value is not above zero, its bounds where an end of an interval is not.
create or replace macro cagr(metric) as table
with spell_ends as (
    select
        issuer_name,
        spell,
        min(period) as first_period,
        max(period) as last_period,
        max(cast(period as integer)) - min(cast(period as integer)) as years,
        arg_min(value, period) as first_value,
        arg_min(low, period) as first_low,
        arg_min(high, period) as first_high,
        arg_max(value, period) as last_value,
        arg_max(low, period) as last_low,
        arg_max(high, period) as last_high
    from series
    where metric_id = metric
    group by issuer_name, spell
)
select
    issuer_name,
    spell,
    first_period,
    last_period,
    years,
    first_value,
    last_value,
    case when first_value > 0 and last_value >= 0
        then 100 * (pow(last_value / first_value, 1.0 / years) - 1) end as cagr_pct,
    case when first_high > 0 and last_low >= 0
        then 100 * (pow(last_low / first_high, 1.0 / years) - 1) end as cagr_pct_low,
    case when first_low > 0 and last_high >= 0
        then 100 * (pow(last_high / first_low, 1.0 / years) - 1) end as cagr_pct_high
from spell_ends
where years > 0
order by issuer_name, spell;

comment on macro table cagr is
    '某指标在各可比段内的年均复合增长率及其上下界（%） / Compound annual growth of one metric over each comparable stretch, in per cent, with bounds';
