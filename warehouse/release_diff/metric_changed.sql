-- The metrics whose entry in the catalogue is not the same in old and new, or that one of them lacks.
--
-- Only columns that both have are compared, so that an entry of an earlier version of tongbi is not a change.
create temp view metric_changed as
with old_entry as (
    from (select metric_id, columns(* exclude metric_id)::varchar from old.metric)
    unpivot include nulls (word for field in (* exclude metric_id))
),
new_entry as (
    from (select metric_id, columns(* exclude metric_id)::varchar from new.metric)
    unpivot include nulls (word for field in (* exclude metric_id))
)
select metric_id
from old_entry o
join new_entry n using (metric_id, field)
where o.word is distinct from n.word
union
select metric_id
from old.metric
full join new.metric using (metric_id)
where old.metric.metric_id is null or new.metric.metric_id is null
