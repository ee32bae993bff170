-- The year-over-year table of one issuer.
create or replace macro yoy_of(issuer) as table
select
    y.metric_id,
    k.name_zh,
    k.name_en,
    y.previous_period,
    y.period,
    y.previous_value,
    y.value,
    s.unit,
    y.change,
    y.change_pct,
    y.change_pct_low,
    y.change_pct_high,
    y.stated_growth_pct,
    y.verdict,
    y.reason
from yoy y
join metric k on k.metric_id = y.metric_id
join series s on s.issuer_name = y.issuer_name and s.metric_id = y.metric_id and s.period = y.period
where y.issuer_name = issuer
order by k.domain, y.metric_id, y.period;

comment on macro table yoy_of is
    '某机关全部指标的同比表 / Year-over-year table of one issuer: each metric and year with bounds, verdict and reason';
