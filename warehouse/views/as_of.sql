-- The series as it was known when the reports up to a year were out.
--
-- The order of preference is that of the comparison: the latest report, then the rank that the comparison gave the
-- statements of one report. Figures are shown as their reports state them, but for those that the register of
-- corrections changed: a correction holds for every year, for the report said the same then. A body that was renamed
-- stands under its present name.
create or replace macro as_of(year) as table
select
    coalesce(i.series_name, o.issuer_name) as issuer_name,
    o.metric_id,
    o.period,
    coalesce(o.corrected_value, o.value) as value,
    coalesce(o.corrected_low, o.low) as low,
    coalesce(o.corrected_high, o.high) as high,
    o.unit,
    o.vintage,
    o.quality_flags,
    o.observation_id
from observation o
left join issuer i on i.issuer_name = o.issuer_name
where o.role = 'actual'
  and o.scope = ''
  and o.preference > 0
  and o.vintage <= year
  and length(o.period) = 4
qualify row_number() over (
    partition by coalesce(i.series_name, o.issuer_name), o.metric_id, o.period
    order by
        o.vintage desc,
        o.preference,
        o.report_id,
        o.start_char,
        o.end_char,
        o.observation_id
) = 1
order by 1, o.metric_id, o.period;

comment on macro table as_of is
    '截至某年所知的序列：只用该年及以前的报告 / The series as known then: only reports up to that year count';
