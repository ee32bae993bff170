-- What was found among the sources and how it stands, and which names of bodies make one history.

create table document (
    path       varchar primary key check (path <> ''),
    standing   varchar not null check (standing in
        ('report', 'version', 'duplicate', 'altered', 'not_a_report', 'unidentified', 'unreadable')),
    sha256     varchar check (length(sha256) = 64),
    format     varchar,
    report_id  varchar,
    original   varchar,
    similarity double check (similarity between 0 and 1),
    reason     varchar not null default '',
    suggestion varchar not null default ''
);

comment on table document is
    '来源中找到的每份文件一行：是报告、同年另一文本、副本、被改动的副本，还是并非报告 / One row for each document found among the sources: a report, another text of its year, a copy, an altered copy, or none';
comment on column document.path is
    '路径；容器内的文件为“容器!成员”，JSON 行为“文件:行号” / Path; CONTAINER!MEMBER inside a container, FILE:LINE for a line of JSON';
comment on column document.standing is
    '身份：report 报告、version 同一机关同一年度的另一文本、duplicate 副本、altered 数字或年份被改动的副本、not_a_report 不是报告、unidentified 无法辨认机关或年度、unreadable 无法读取 / Standing: the first two are read, the others set aside';
comment on column document.sha256 is
    '原件字节的 SHA-256，凭此在归档中找到原件；未能打开则空 / SHA-256 of the original''s bytes: its name in the archive; null where it could not be opened';
comment on column document.format is
    '原件格式，未能打开则空 / Format of the original, null where it could not be opened';
comment on column document.report_id is
    '其正文的标识；相同正文标识相同 / Identifier of its own text; the same text has the same';
comment on column document.original is
    '所对应的另一份文件的路径；无则空 / Path of the document that it is a copy or another text of, null where there is none';
comment on column document.similarity is
    '与该文件正文的相似度，0 至 1（略去网页附件与标点） / Share of signs in common with that document from 0 to 1, furniture and punctuation left aside';
comment on column document.reason is
    '理由；被改动者列出不同的数字 / Why; of altered copies the figures that differ';
comment on column document.suggestion is
    '处理办法 / What to do about it';

-- Another text of one body and year (a speech, an earlier state of a page) is a report of its own and says so.
alter table report add column standing varchar default 'report';
comment on column report.standing is
    '身份：report 该机关该年度首选文本，version 另一文本 / Standing: the text of its body and year that is used first, or another one';

create table issuer (
    issuer_name varchar primary key check (issuer_name <> ''),
    series_name varchar not null check (series_name <> ''),
    issuer_code varchar,
    level       varchar not null,
    first_year  integer not null,
    last_year   integer not null,
    reports     integer not null check (reports > 0)
);

comment on table issuer is
    '机关名称：每个署名一行；撤县设区、更名等前后沿用同一序列 / One row for each name under which reports were given; bodies that were renamed or given another rank keep one series';
comment on column issuer.issuer_name is
    '报告所署全称 / Full name as the reports give it';
comment on column issuer.series_name is
    '其序列所用名称，即现名 / Name under which its series goes on: the present one';
comment on column issuer.issuer_code is
    '署名当时的行政区划代码（GB/T 2260），不明则空 / Division code at the time (GB/T 2260), null where unknown';
comment on column issuer.level is
    '层级 / Level';
comment on column issuer.first_year is
    '以此名称报告的最早年度 / First report year under this name';
comment on column issuer.last_year is
    '以此名称报告的最近年度 / Last report year under this name';
comment on column issuer.reports is
    '以此名称报告的份数 / Number of reports under this name';
