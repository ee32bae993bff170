-- Who grew most: a rank that admits what the wording leaves open.
--
-- A body is certainly ahead of another only where its lowest possible growth exceeds the other's highest. So a rank
-- has a best and a worst end: rank_best counts those certainly ahead, rank_worst those not certainly behind. Growth from
-- what may have been nothing has no bounds: it may stand anywhere.
create or replace macro growth_rank(metric, in_period) as table
with pair as (
    select
        issuer_name,
        previous_value,
        value,
        change_pct,
        change_pct_low,
        change_pct_high,
        coalesce(change_pct_low, '-infinity'::double) as lowest,
        coalesce(change_pct_high, 'infinity'::double) as highest
    from yoy
    where metric_id = metric
      and period = in_period
      and verdict = 'comparable'
      and change_pct is not null
)
select
    rank() over (order by p.change_pct desc) as growth_rank,
    1 + (select count(*) from pair q where q.lowest > p.highest) as rank_best,
    (select count(*) from pair q where q.highest >= p.lowest) as rank_worst,
    p.issuer_name,
    p.previous_value,
    p.value,
    p.change_pct,
    p.change_pct_low,
    p.change_pct_high
from pair p
order by p.change_pct desc, p.issuer_name;

comment on macro table growth_rank is
    '某指标某年增幅排名，附措辞所允许的最好与最差名次；只排可比者 / Rank of growth of one metric in one year among comparable pairs, with the best and the worst rank that the wording allows';
