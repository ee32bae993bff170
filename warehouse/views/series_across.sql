-- One metric in all bodies that state it.
create or replace macro series_across(metric) as table
select
    s.issuer_code,
    s.issuer_name,
    s.period,
    s.value,
    s.low,
    s.high,
    s.unit,
    s.obs_status,
    s.spell,
    s.vintage,
    s.observation_id
from series s
where s.metric_id = metric
order by s.issuer_name, s.period;

comment on macro table series_across is
    '某指标在各机关的序列 / The series of one metric in every body that states it';
