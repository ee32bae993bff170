-- What was set aside, what was checked, and which run made this file.

create table quarantine (
    what        varchar not null check (what in ('document', 'report', 'mention', 'observation', 'series', 'yoy')),
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

comment on table quarantine is
    '隔离：未进入序列的文件与数据，附原因 / What was kept out of the series, and why';
comment on column quarantine.what is
    '被隔离的是什么 / What was set aside: a document, or a row of the table named';
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

create table check_result (
    suite            varchar not null,
    expectation      varchar not null,
    severity         varchar not null check (severity in ('critical', 'warning', 'info')),
    success          boolean not null,
    unexpected_count integer not null check (unexpected_count >= 0),
    sample           varchar not null default '[]',
    run_id           varchar not null,
    checked_at       timestamp not null,
    element_count    integer not null default 0 check (element_count >= 0),
    blocking         boolean not null default false,
    description_zh   varchar not null default '',
    description_en   varchar not null default '',
    error            varchar not null default '',
    primary key (run_id, suite, expectation)
);

comment on table check_result is
    '检查结果：本次运行每项检查一行 / Result of each expectation in the run that made this file';
comment on column check_result.suite is
    '所检查的表 / The table that was checked';
comment on column check_result.expectation is
    '检查名称 / Name of the expectation';
comment on column check_result.severity is
    '严重程度：critical 严重、warning 警告、info 提示 / Severity';
comment on column check_result.success is
    '是否通过 / Whether it passed';
comment on column check_result.unexpected_count is
    '不合格行数 / Number of rows that failed';
comment on column check_result.sample is
    '不合格行示例（JSON） / Sample of failing rows, as JSON';
comment on column check_result.run_id is
    '运行标识，由输入算出 / The run, named by its inputs';
comment on column check_result.checked_at is
    '检查时刻（UTC） / Moment of the check (UTC)';
comment on column check_result.element_count is
    '受检行数 / Number of rows checked';
comment on column check_result.blocking is
    '未通过时是否阻止发布 / Whether a failure stops publishing';
comment on column check_result.description_zh is
    '检查说明（中文） / What is expected, in Chinese';
comment on column check_result.description_en is
    '检查说明（英文） / What is expected, in English';
comment on column check_result.error is
    '检查本身出错时的信息 / Message where the check itself could not be computed';

create table run (
    run_id           varchar primary key,
    inputs_sha256    varchar not null default '',
    knowledge_sha256 varchar not null default '',
    tongbi_version   varchar not null default '',
    published_at     timestamp not null
);

comment on table run is
    '运行：哪次运行、凭哪些输入建成本库 / The run that made this file, and from which inputs';
comment on column run.run_id is
    '运行标识，由输入算出 / The run, named by its inputs: the same inputs give the same name';
comment on column run.inputs_sha256 is
    '全部输入文件的指纹 / Fingerprint of all input files';
comment on column run.knowledge_sha256 is
    '目录、语言与可比规则的指纹 / Fingerprint of the catalogue, the language rules and the rules of comparability';
comment on column run.tongbi_version is
    '程序版本 / Version of the program';
comment on column run.published_at is
    '发布时刻（UTC） / Moment of publishing (UTC)';
