-- 哪些序列断了，为什么
-- Which series broke, and why
select
    b.issuer_name as issuer,
    k.name_zh as metric,
    b.previous_period || '→' || b.period as years,
    b.kind,
    b.reason
from gaps_and_breaks b
join metric k using (metric_id)
where b.kind <> 'gap'
order by issuer, metric, years
limit 20;
