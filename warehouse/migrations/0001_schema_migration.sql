-- The register of migrations: which of these files made this database, and with which text.

create table schema_migration (
    version  integer primary key check (version > 0),
    name     varchar not null unique,
    checksum varchar not null check (length(checksum) = 64)
);

comment on table schema_migration is
    '已执行的迁移：本库由哪些 SQL 文件建成 / Migrations applied: the SQL files that made this database';
comment on column schema_migration.version is
    '迁移序号，即文件名前四位 / Number of the migration: the first four digits of its file name';
comment on column schema_migration.name is
    '迁移文件名 / File name of the migration';
comment on column schema_migration.checksum is
    '迁移文件内容的 SHA-256 / SHA-256 of the text of the file';
