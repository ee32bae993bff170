-- The series as it was known when the reports up to a year were out.
--
-- The order of preference is that of the comparison: the latest report, its web text before the speech, the wider
-- wording, the narrower interval, the finer digits. A figure that is in the series still is shown as the series has
-- it, in the unit of the series; an earlier one as its report states it.
create or replace macro as_of(year) as table
select
    o.issuer_name,
    o.metric_id,
    o.period,
    coalesce(s.value, o.value) as value,
    coalesce(s.low, o.low) as low,
    coalesce(s.high, o.high) as high,
    coalesce(s.unit, o.unit) as unit,
    o.vintage,
    o.quality_flags,
    o.observation_id
from observation o
left join series s on s.observation_id = o.observation_id
where o.role = 'actual'
  and o.scope = ''
  and o.vintage <= year
  and length(o.period) = 4
qualify row_number() over (
    partition by o.issuer_name, o.metric_id, o.period
    order by
        o.vintage desc,
        o.version = 'web' desc,
        o.breadth desc,
        o.high - o.low,
        o.precision,
        o.report_id,
        o.start_char,
        o.end_char,
        o.observation_id
) = 1
order by o.issuer_name, o.metric_id, o.period;

comment on macro table as_of is
    '截至某年所知的序列：只用该年及以前的报告 / The series as known then: only reports up to that year count';
