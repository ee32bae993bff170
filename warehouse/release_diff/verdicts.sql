-- Each verdict on two years that old and new both have and that is not the same, with the cause.
select
    o.issuer_name,
    o.metric_id,
    coalesce(k.name_zh, o.metric_id) as name_zh,
    o.period,
    concat_ws(' · ', o.verdict, nullif(o.reason, '')) as old_verdict,
    concat_ws(' · ', n.verdict, nullif(n.reason, '')) as new_verdict,
    case
        when o.metric_id in (from metric_changed) then 'catalogue_change'
        when exists (
            from new.report r
            join report_known using (report_id)
            where r.issuer_name = o.issuer_name and not in_old
        ) then 'new_report'
        when exists (
            from old.report r
            join report_known using (report_id)
            where r.issuer_name = o.issuer_name and not in_new
        ) then 'report_removed'
        else 'rule_change'
    end as cause
from old.yoy o
join new.yoy n using (issuer_name, metric_id, period)
left join new.metric k on k.metric_id = o.metric_id
where o.verdict <> n.verdict
