-- Which of two warehouses, attached as old and new, knows each report.
--
-- A report's identity is what its title says; its report_id is its text.
create temp view report_known as
select
    coalesce(o.report_id, n.report_id) as report_id,
    o.report_id is not null as in_old,
    n.report_id is not null as in_new,
    exists (
        from new.report r
        where (r.issuer_name, r.report_type, r.report_year, r.version)
            = (o.issuer_name, o.report_type, o.report_year, o.version)
    ) as old_identity_in_new,
    exists (
        from old.report r
        where (r.issuer_name, r.report_type, r.report_year, r.version)
            = (n.issuer_name, n.report_type, n.report_year, n.version)
    ) as new_identity_in_old
from old.report o
full join new.report n using (report_id)
