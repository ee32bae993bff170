-- The year-over-year table of one issuer.
create or replace macro yoy_of(issuer) as table
select
    y.metric_id,
    k.name_zh,
    k.name_en,
    k.kind,
    y.previous_period,
    y.period,
    y.previous_value,
    y.value,
    y.unit,
    y.change,
    y.change_low,
    y.change_high,
    y.change_pct,
    y.change_pct_low,
    y.change_pct_high,
    y.stated_growth_pct,
    y.verdict,
    y.reason,
    y.reason_zh
from yoy y
join metric k on k.metric_id = y.metric_id
where y.issuer_name = issuer
order by k.domain, y.metric_id, y.period;

comment on macro table yoy_of is
    '某机关全部指标的同比表 / Year-over-year table of one issuer: each metric and year with bounds, verdict and reason';
