-- What was read, what can be measured, and every quantity found in the texts.

create table report (
    report_id    varchar primary key check (report_id <> ''),
    issuer_code  varchar,
    issuer_name  varchar not null check (issuer_name <> ''),
    level        varchar not null
        check (level in ('nation', 'province', 'city', 'county', 'township', 'department')),
    report_type  varchar not null check (report_type in ('law_based_government', 'government_work')),
    report_year  integer not null check (report_year between 1949 and 2200),
    version      varchar not null check (version in ('web', 'speech')),
    title        varchar,
    published_on date,
    source_uri   varchar,
    sha256       varchar not null check (length(sha256) = 64),
    format       varchar not null,
    characters   integer not null check (characters >= 0),
    path         varchar not null default ''
);

comment on table report is
    '每份读入的报告一行 / One row for each report that was read';
comment on column report.report_id is
    '报告标识：正文 SHA-256 的前十六位 / Identifier: the first sixteen digits of the SHA-256 of the text';
comment on column report.issuer_code is
    '发布机关行政区划代码（GB/T 2260），不明则空 / Division code of the issuer (GB/T 2260), null where unknown';
comment on column report.issuer_name is
    '发布机关全称 / Full name of the body that reports';
comment on column report.level is
    '层级：nation 国家、province 省、city 市、county 县、township 乡、department 部门 / Level of the issuer';
comment on column report.report_type is
    '报告种类：law_based_government 法治政府建设年度报告，government_work 政府工作报告 / Kind of report';
comment on column report.report_year is
    '标题所写年度 / The year that the title names';
comment on column report.version is
    '文本：web 网上公布，speech 向人大常委会报告 / Text: published on the web, or spoken to the congress committee';
comment on column report.title is
    '标题 / Title';
comment on column report.published_on is
    '公布日期，不明则空 / Day of publication, null where unknown';
comment on column report.source_uri is
    '来源网址，不明则空 / Address of origin, null where unknown';
comment on column report.sha256 is
    '原件字节的 SHA-256，凭此在归档中找到原件 / SHA-256 of the original''s bytes: its name in the archive';
comment on column report.format is
    '原件格式 / Format of the original';
comment on column report.characters is
    '正文字数；各处偏移量均按此正文计 / Length of the text in characters; every offset counts these';
comment on column report.path is
    '读入时的路径 / Path from which it was read';

create table metric (
    metric_id     varchar primary key check (metric_id <> ''),
    name_zh       varchar not null,
    name_en       varchar not null,
    domain        varchar not null,
    unit          varchar not null,
    kind          varchar not null
        check (kind in ('count_flow', 'stock', 'rate', 'growth_rate', 'money', 'duration')),
    base          varchar,
    definition    varchar not null,
    breaks        varchar not null default '',
    definition_en varchar not null default '',
    family        varchar not null default '',
    domain_zh     varchar not null default '',
    domain_en     varchar not null default ''
);

comment on table metric is
    '指标目录，每个指标一行 / The catalogue of metrics, one row each';
comment on column metric.metric_id is
    '指标标识，永不更改 / Identifier of the metric; it never changes';
comment on column metric.name_zh is
    '中文名称 / Name in Chinese';
comment on column metric.name_en is
    '英文名称 / Name in English';
comment on column metric.domain is
    '领域 / Domain';
comment on column metric.unit is
    '目录所定计量单位 / Unit that the catalogue gives';
comment on column metric.kind is
    '类别：count_flow 年度量、stock 存量、rate 比率、growth_rate 增长率、money 金额、duration 时长 / Kind of quantity';
comment on column metric.base is
    '基数：比率的分母或所属总量，无则空串 / Base: what a rate or a part refers to, empty where there is none';
comment on column metric.definition is
    '定义（中文）：计什么、到哪一环节、不含什么 / Definition in Chinese: what is counted, at which stage, what is left out';
comment on column metric.breaks is
    '已知断点：何时何故不可比 / Known breaks: when and why years cannot be compared';
comment on column metric.definition_en is
    '定义（英文） / Definition in English';
comment on column metric.family is
    '适用的报告种类 / The kind of report it belongs to';
comment on column metric.domain_zh is
    '领域的中文名称 / Name of the domain in Chinese';
comment on column metric.domain_en is
    '领域的英文名称 / Name of the domain in English';

create table mention (
    report_id  varchar not null references report (report_id),
    start_char integer not null check (start_char >= 0),
    end_char   integer not null,
    surface    varchar not null check (surface <> ''),
    value      double not null,
    low        double not null,
    high       double not null,
    unit       varchar not null,
    object     varchar not null default '',
    metric_id  varchar references metric (metric_id),
    role       varchar not null
        check (role in ('actual', 'target', 'growth', 'change', 'cumulative', 'average')),
    period     varchar check (regexp_full_match(period, '[0-9]{4}(-[0-9]{4})?')),
    scope      varchar not null default '',
    rule       varchar not null default '',
    check (end_char > start_char),
    check (low <= value and value <= high)
);

comment on table mention is
    '报告中的每个数量一行，不论是否归入指标 / One row for each quantity in a report, with or without a metric';
comment on column mention.report_id is
    '所在报告 / The report it stands in';
comment on column mention.start_char is
    '起始位置（字符，含） / Offset of the first character';
comment on column mention.end_char is
    '结束位置（字符，不含） / Offset after the last character';
comment on column mention.surface is
    '原文写法 / The expression as written';
comment on column mention.value is
    '基本单位数值 / Value in base units';
comment on column mention.low is
    '措辞所允许的下界 / Lower end of what the wording allows';
comment on column mention.high is
    '措辞所允许的上界 / Upper end of what the wording allows';
comment on column mention.unit is
    '原文量词，不含余、多、万 / Measure word as written, without approximators and multipliers';
comment on column mention.object is
    '所计对象 / What is counted';
comment on column mention.metric_id is
    '所属指标，无则空 / The metric, null where there is none';
comment on column mention.role is
    '角色：actual 实际、target 目标、growth 增长率、change 增减量、cumulative 累计、average 年均 / What the figure is';
comment on column mention.period is
    '所属年度，如 2023 或 2018-2022；原文未定则空 / Period: a year or a span, null where the text leaves it open';
comment on column mention.scope is
    '范围限定；空表示全域全年 / What narrows the figure; empty for the whole area and year';
comment on column mention.rule is
    '判定指标所用规则 / The rule that gave the metric';
