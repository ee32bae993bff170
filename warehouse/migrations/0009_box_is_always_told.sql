-- Both columns came later, when a column could not be added with this condition. `report.standing` came so too, but
-- DuckDB alters no table that others refer to; there the default stands in for what is missing.

alter table mention alter column box set not null;
alter table mention alter column doubtful set not null;
