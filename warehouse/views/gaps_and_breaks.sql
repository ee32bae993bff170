-- Where series cannot be read through: missing years, breaks, verdicts left open.
create or replace view gaps_and_breaks as
with next_year as (
    select
        issuer_name,
        metric_id,
        period,
        spell,
        lag(period) over of_series as previous_period,
        lag(spell) over of_series as previous_spell
    from series
    window of_series as (partition by issuer_name, metric_id order by period)
),
missing as (
    select
        issuer_name,
        metric_id,
        previous_period,
        unnest(range(cast(previous_period as integer) + 1, cast(period as integer))) as year
    from next_year
    where cast(period as integer) - cast(previous_period as integer) > 1
),
-- A work report states the year before the one that its title names; a body that was renamed keeps one series.
reported as (
    select
        r.report_id,
        coalesce(i.series_name, r.issuer_name) as issuer_name,
        r.report_type,
        r.report_year - (r.report_type = 'government_work')::integer as year
    from report r
    left join issuer i using (issuer_name)
),
held_back as (
    select distinct r.issuer_name, c.metric_id, r.year
    from coverage c
    join reported r using (report_id)
    where c.status = 'quarantined'
),
gap as (
    select
        m.issuer_name,
        m.metric_id,
        m.previous_period,
        m.year,
        case
            when (m.issuer_name, m.metric_id, m.year) in (from held_back) then 'quarantined'
            when (m.issuer_name, m.year, k.family) in (select (issuer_name, year, report_type) from reported)
                then 'not_stated'
            else 'no_report'
        end as reason_code
    from missing m
    join metric k using (metric_id)
)
select
    issuer_name,
    metric_id,
    'gap' as kind,
    previous_period,
    cast(year as varchar) as period,
    reason_code,
    case reason_code
        when 'not_stated' then '该年报告未述 / the report of the year does not state it'
        when 'quarantined' then '该年之数已隔离 / the figure of the year is set aside'
        else '没有该年报告 / there is no report of the year'
    end as reason
from gap
union all
select
    issuer_name,
    metric_id,
    case verdict when 'broken' then 'break' else 'unknown' end as kind,
    previous_period,
    period,
    reason_code,
    reason
from yoy
where verdict <> 'comparable'
union all
-- The years on both sides of a gap are weighed too: where they do not compare, a new spell begins.
select
    issuer_name,
    metric_id,
    'break' as kind,
    previous_period,
    period,
    'across_gap' as reason_code,
    '与缺年之前的数不可比，或不能判断 / does not compare with the figure before the gap, or the verdict is open' as reason
from next_year
where spell <> previous_spell
  and cast(period as integer) - cast(previous_period as integer) > 1;

comment on view gaps_and_breaks is
    '缺年与断点清单：何年缺数、何年不可比、何年不能判断，及其理由 / Gaps and breaks: years without a figure, years that do not compare, verdicts left open, each with its reason';
comment on column gaps_and_breaks.issuer_name is '发布机关全称 / Full name of the body that reports';
comment on column gaps_and_breaks.metric_id is '指标 / The metric';
comment on column gaps_and_breaks.kind is
    '种类：gap 缺年、break 断点、unknown 不能判断 / Kind: a missing year, a break, or a verdict left open';
comment on column gaps_and_breaks.previous_period is '此前有数之年 / The last year before it that has a figure';
comment on column gaps_and_breaks.period is '所涉年度 / The year concerned';
comment on column gaps_and_breaks.reason_code is
    '理由代码；缺年为 not_stated、quarantined 或 no_report，缺年两侧不可比为 across_gap / Code of the reason; for a gap not_stated, quarantined or no_report, for a break across one across_gap';
comment on column gaps_and_breaks.reason is '理由 / The reason';
