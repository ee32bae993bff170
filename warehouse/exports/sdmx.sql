-- The rows of the SDMX data message, in the order in which they are written.
--
-- A body that was renamed has one series, under its present name and with the code that this name has: its reports
-- of former years bear the code of then. What a year was said to be before the break is known only where an earlier
-- report stated that year.
select
    i.issuer_code,
    s.issuer_name,
    s.metric_id,
    s.period,
    s.value,
    s.low,
    s.high,
    s.unit,
    s.obs_status,
    s.spell,
    s.vintage,
    s.observation_id,
    k.unit as catalogue_unit,
    k.name_zh,
    k.name_en,
    case when s.obs_status = 'B' then (
        select arg_min(r.first_value, r.later_vintage)
        from revision r
        where r.issuer_name = s.issuer_name and r.metric_id = s.metric_id and r.period = s.period
    ) end as pre_break
from series s
join metric k using (metric_id)
left join issuer i on i.issuer_name = s.issuer_name
order by s.issuer_name, s.metric_id, s.period
