-- The cells of the workbook: body, then what its sheet shows, in the order in which metrics take their rows.
select
    s.issuer_name,
    coalesce(nullif(k.domain_zh, ''), k.domain) as domain,
    k.name_zh,
    s.unit,
    s.period,
    s.value,
    s.low,
    s.high,
    s.obs_status,
    coalesce(y.verdict, '') as verdict,
    coalesce(nullif(y.reason_zh, ''), y.reason, '') as reason,
    s.metric_id
from series s
join metric k using (metric_id)
left join yoy y using (issuer_name, metric_id, period)
order by s.issuer_name, k.domain, s.metric_id, s.period
