-- In each year, which share of the bodies saw a metric rise.
--
-- A pair rises or falls for certain where both bounds lie on one side of zero. The share lies between that of the
-- certain rises and that of all pairs which may have risen.
create or replace macro rising_share(metric) as table
with pair as (
    select
        period,
        coalesce(change_low, change) as lowest,
        coalesce(change_high, change) as highest
    from yoy
    where metric_id = metric and verdict = 'comparable'
)
select
    period,
    count(*) as pairs,
    count(*) filter (where lowest > 0) as rising,
    count(*) filter (where highest < 0) as falling,
    count(*) filter (where lowest = 0 and highest = 0) as unchanged,
    count(*) filter (where lowest <= 0 and highest >= 0 and not (lowest = 0 and highest = 0)) as undecided,
    count(*) filter (where lowest > 0) / count(*) as share_low,
    count(*) filter (where highest > 0) / count(*) as share_high
from pair
group by period
order by period;

comment on macro table rising_share is
    '某指标各年上升机关所占比重的上下界；只计可比者 / Share of bodies in which a metric rose, by year, as bounds, among comparable pairs';
