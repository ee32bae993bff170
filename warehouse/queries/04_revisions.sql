-- 后来的报告改了哪些数
-- Which figures later reports changed
select
    r.issuer_name as issuer,
    k.name_zh as metric,
    r.period as year,
    r.first_value as first_stated,
    r.first_vintage as in_report_of,
    r.later_value as later,
    r.later_vintage as by_report_of,
    case when k.kind in ('rate', 'growth_rate')
        then format('{:+.4g} points', r.later_value - r.first_value)
        when r.first_value <> 0
        then format('{:+.1f} %', 100 * (r.later_value - r.first_value) / abs(r.first_value)) else '' end as revised_by,
    r.kind
from revision r
join metric k using (metric_id)
order by issuer, metric, year, by_report_of
limit 20;
