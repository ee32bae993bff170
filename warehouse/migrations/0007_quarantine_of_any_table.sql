-- A row of any table that is checked may be set aside: a revision too. A table's conditions cannot be altered, so
-- the table is made anew.

alter table quarantine rename to quarantine_before;

create table quarantine (
    what        varchar not null check (what in (
        'document', 'report', 'mention', 'observation', 'series', 'yoy', 'revision', 'coverage')),
    why         varchar not null check (why <> ''),
    "where"     varchar not null default '',
    report_id   varchar,
    start_char  integer check (start_char >= 0),
    end_char    integer,
    quote       varchar not null default '',
    suggestion  varchar not null default '',
    expectation varchar not null default '',
    row_key     varchar not null default '',
    check (end_char > start_char)
);

insert into quarantine select * from quarantine_before;

drop table quarantine_before;

comment on table quarantine is
    '隔离：未进入序列的文件与数据，附原因 / What was kept out of the series, and why';
comment on column quarantine.what is
    '被隔离的是什么：文件，或所名之表的一行 / What was set aside: a document, or a row of the table named';
comment on column quarantine.why is
    '原因 / The reason';
comment on column quarantine."where" is
    '出处：文件路径或报告与位置 / Where: the path of the file, or report and offsets';
comment on column quarantine.report_id is
    '报告标识；不能辨认的文件则空 / The report, null for a document that could not be identified';
comment on column quarantine.start_char is
    '起始位置 / Offset of the first character';
comment on column quarantine.end_char is
    '结束位置（不含） / Offset after the last character';
comment on column quarantine.quote is
    '原文 / The words concerned';
comment on column quarantine.suggestion is
    '处理办法 / What to do about it';
comment on column quarantine.expectation is
    '未通过的检查 / The expectation that failed';
comment on column quarantine.row_key is
    '该行在原表中的键 / Key of the row in its table';
