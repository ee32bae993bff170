-- The series as it was known when the reports up to a year were out.
--
-- The latest report wins; within a report the order of preference that the comparison gave the observations.
create or replace macro as_of(year) as table
select
    issuer_name,
    metric_id,
    period,
    value,
    low,
    high,
    unit,
    vintage,
    quality_flags,
    observation_id
from observation
where role = 'actual'
  and scope = ''
  and preference > 0
  and vintage <= year
  and length(period) = 4
qualify row_number() over (
    partition by issuer_name, metric_id, period
    order by vintage desc, preference, start_char, observation_id
) = 1
order by issuer_name, metric_id, period;

comment on macro table as_of is
    '截至某年所知的序列：只用该年及以前的报告 / The series as known then: only reports up to that year count';
