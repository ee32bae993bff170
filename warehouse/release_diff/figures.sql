-- Each figure that only one of old and new has, or that they have differently, with the cause.
--
-- A warehouse of an earlier version may lack quality_flags: by name it then has an empty one.
with old_figure as (
    select s.*, o.quote, o.report_id, o.start_char, o.end_char
    from (from old.series union all by name select '' as quality_flags where false) s
    join old.observation o using (observation_id)
),
new_figure as (
    select s.*, o.quote, o.report_id
    from (from new.series union all by name select '' as quality_flags where false) s
    join new.observation o using (observation_id)
)
select
    issuer_name,
    metric_id,
    coalesce(nk.name_zh, ok.name_zh, metric_id) as name_zh,
    period,
    o.value,
    o.low,
    o.high,
    o.unit,
    o.obs_status,
    o.vintage,
    o.quote,
    n.value,
    n.low,
    n.high,
    n.unit,
    n.obs_status,
    n.vintage,
    n.quote,
    case
        when contains(coalesce(o.quality_flags, ''), 'corrected')
            <> contains(coalesce(n.quality_flags, ''), 'corrected') then 'correction'
        when n.report_id is not null and not new_report.in_old then case
            when new_report.new_identity_in_old then 'report_changed'
            when o.report_id is not null and n.vintage > o.vintage then 'restatement'
            else 'new_report'
        end
        when o.report_id is not null and not old_report.in_new then case
            when old_report.old_identity_in_new then 'report_changed'
            else 'report_removed'
        end
        when n.report_id is null and exists (
            from new.quarantine q
            where q.report_id = o.report_id and q.start_char = o.start_char and q.end_char = o.end_char
        ) then 'quarantine'
        when metric_id in (from metric_changed) then 'catalogue_change'
        else 'rule_change'
    end as cause
from old_figure o
full join new_figure n using (issuer_name, metric_id, period)
left join report_known old_report on old_report.report_id = o.report_id
left join report_known new_report on new_report.report_id = n.report_id
left join old.metric ok using (metric_id)
left join new.metric nk using (metric_id)
where o.value is null
   or n.value is null
   or (o.value, o.low, o.high, o.unit, o.obs_status)
        is distinct from (n.value, n.low, n.high, n.unit, n.obs_status)
