-- 一个机关的同比表：各指标逐年增减、上下界与可比结论
-- The year-over-year table of one issuer: change by metric and year, its bounds, and whether the years compare
--
-- Put another name into yoy_of('…') for another body; this one takes the body with the most pairs of years. Metrics
-- with the longest history come first. Rates move by percentage points, all else by per cent.
select
    name_zh as metric,
    previous_period || '→' || period as years,
    previous_value as previous,
    value,
    unit,
    case
        when kind in ('rate', 'growth_rate') then case
            when change_low = change_high then format('{:+.4g} points', change)
            else format('{:+.4g} to {:+.4g} points', change_low, change_high) end
        when round(change_pct_low, 1) = round(change_pct_high, 1) then format('{:+.1f} %', change_pct)
        else format('{:+.1f} to {:+.1f} %', change_pct_low, change_pct_high)
    end as growth,
    verdict,
    reason
from yoy_of((
    select issuer_name
    from yoy
    group by issuer_name
    order by count(*) desc, count(*) filter (where verdict <> 'comparable') desc, issuer_name
    limit 1
))
order by count(*) over (partition by metric_id) desc, metric, years
limit 20;
