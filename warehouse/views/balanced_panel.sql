-- The bodies that state a metric in every year from the first to the last.
create or replace macro balanced_panel(metric, from_period, to_period) as table
with inside as (
    select
        issuer_code,
        issuer_name,
        period,
        value,
        low,
        high,
        unit,
        obs_status,
        spell,
        count(*) over issuer as years,
        min(spell) over issuer = max(spell) over issuer as unbroken
    from series
    where metric_id = metric and period between from_period and to_period
    window issuer as (partition by issuer_name)
)
select * exclude (years)
from inside
where years = cast(to_period as integer) - cast(from_period as integer) + 1
order by issuer_name, period;

comment on macro table balanced_panel is
    '平衡面板：首末年间年年有数的机关；unbroken 表示全程可比 / Balanced panel: bodies with a figure in each year from first to last; unbroken where all years compare';
