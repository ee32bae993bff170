-- Figures: what each report states, the series drawn from them, and how years compare.

create table observation (
    observation_id varchar primary key check (observation_id <> ''),
    report_id      varchar not null references report (report_id),
    issuer_name    varchar not null,
    metric_id      varchar not null references metric (metric_id),
    period         varchar check (regexp_full_match(period, '[0-9]{4}(-[0-9]{4})?')),
    scope          varchar not null default '',
    role           varchar not null
        check (role in ('actual', 'target', 'growth', 'change', 'cumulative', 'average')),
    value          double not null,
    low            double not null,
    high           double not null,
    unit           varchar not null,
    quote          varchar not null,
    start_char     integer not null check (start_char >= 0),
    end_char       integer not null,
    vintage        integer not null check (vintage between 1949 and 2200),
    quality_flags  varchar not null default '',
    facets         varchar not null default '{}',
    quality_note   varchar not null default '',
    surface        varchar not null default '',
    "precision"    double not null default 0 check ("precision" >= 0),
    preference     integer not null default 1 check (preference >= 0),
    check (end_char > start_char),
    check (low <= value and value <= high)
);

comment on table observation is
    '某报告所述某指标某期的一个数，每个一行 / One row for a metric''s value for a period as one report states it';
comment on column observation.observation_id is
    '观测标识，由内容算出 / Identifier, computed from the content';
comment on column observation.report_id is
    '所在报告 / The report that states it';
comment on column observation.issuer_name is
    '发布机关全称 / Full name of the body that reports';
comment on column observation.metric_id is
    '指标 / The metric';
comment on column observation.period is
    '所属年度或时段，未定则空 / Period: a year or a span, null where the text leaves it open';
comment on column observation.scope is
    '范围限定；空表示全域全年 / What narrows the figure; empty for the whole area and year';
comment on column observation.role is
    '角色，同 mention.role / What the figure is, as in mention.role';
comment on column observation.value is
    '基本单位数值 / Value in base units';
comment on column observation.low is
    '措辞所允许的下界 / Lower end of what the wording allows';
comment on column observation.high is
    '措辞所允许的上界 / Upper end of what the wording allows';
comment on column observation.unit is
    '量词；整列统一单位的指标（粮食产量为斤）已换算 / Measure word; converted where the metric''s series is told in one unit, as grain is';
comment on column observation.quote is
    '所在句子原文 / The sentence that states it';
comment on column observation.start_char is
    '数量起始位置 / Offset of the quantity''s first character';
comment on column observation.end_char is
    '数量结束位置（不含） / Offset after the quantity''s last character';
comment on column observation.vintage is
    '陈述该数的报告年度 / Year of the report that states it';
comment on column observation.quality_flags is
    '质量标记，逗号分隔；空表示无 / Marks of quality, separated by commas; empty where there are none';
comment on column observation.facets is
    '口径要素（JSON）：原文说明计了什么 / What the wording says is counted, as JSON';
comment on column observation.quality_note is
    '质量标记所据的数字 / What a mark of quality found, in figures';
comment on column observation.surface is
    '数量的原文写法 / The quantity as written';
comment on column observation."precision" is
    '所写末位的位值，逐个数出者为零 / Place value of the last digit written, 0 for a count written out';
comment on column observation.preference is
    '同一报告同一期的取用次序，1 最先，0 不用；向人大报告者在网上公布者之后 / Rank within the report: 1 is used first, 0 never; a speech stands behind the web text';

create table series (
    issuer_code    varchar,
    issuer_name    varchar not null check (issuer_name <> ''),
    metric_id      varchar not null references metric (metric_id),
    period         varchar not null check (regexp_full_match(period, '[0-9]{4}')),
    value          double not null,
    low            double not null,
    high           double not null,
    unit           varchar not null,
    obs_status     varchar not null check (obs_status in (
        'A', 'B', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'S', 'U', 'V', 'W')),
    spell          integer not null check (spell >= 1),
    vintage        integer not null,
    observation_id varchar not null references observation (observation_id),
    quality_flags  varchar not null default '',
    counts_as      varchar not null default '',
    primary key (issuer_name, metric_id, period),
    check (low <= value and value <= high)
);

comment on table series is
    '序列：每个机关每个指标每年应取的数 / Series: the figure to use for issuer, metric and year';
comment on column series.issuer_code is
    '发布机关行政区划代码（GB/T 2260） / Division code of the issuer (GB/T 2260)';
comment on column series.issuer_name is
    '发布机关全称 / Full name of the body that reports';
comment on column series.metric_id is
    '指标 / The metric';
comment on column series.period is
    '年度 / Year';
comment on column series.value is
    '基本单位数值 / Value in base units';
comment on column series.low is
    '措辞所允许的下界 / Lower end of what the wording allows';
comment on column series.high is
    '措辞所允许的上界 / Upper end of what the wording allows';
comment on column series.unit is
    '原文量词 / Measure word as written';
comment on column series.obs_status is
    'SDMX 观测状态：A 正常、B 断点、E 估计、P 暂定、U 可靠性低等 / SDMX CL_OBS_STATUS: A normal, B break, U low reliability…';
comment on column series.spell is
    '可比段序号：同段各年可比 / Number of the comparable stretch: years of one stretch compare';
comment on column series.vintage is
    '该数所出报告的年度 / Year of the report that the figure is taken from';
comment on column series.observation_id is
    '依据：observation 中的一行 / The evidence: a row of observation';
comment on column series.quality_flags is
    '质量标记，逗号分隔 / Marks of quality, separated by commas';
comment on column series.counts_as is
    '原文所示口径 / What the wording says is counted';

create table yoy (
    issuer_name       varchar not null,
    metric_id         varchar not null references metric (metric_id),
    period            varchar not null check (regexp_full_match(period, '[0-9]{4}')),
    previous_period   varchar not null check (regexp_full_match(previous_period, '[0-9]{4}')),
    value             double not null,
    previous_value    double not null,
    change            double,
    change_pct        double,
    change_pct_low    double,
    change_pct_high   double,
    stated_growth_pct double,
    verdict           varchar not null check (verdict in ('comparable', 'broken', 'unknown')),
    reason            varchar not null default '',
    reason_code       varchar not null default '',
    reason_zh         varchar not null default '',
    change_low        double,
    change_high       double,
    unit              varchar not null default '',
    growth_check      varchar not null default '',
    observation_id    varchar,
    previous_observation_id varchar,
    primary key (issuer_name, metric_id, period),
    check (previous_period < period),
    check (change_low <= change_high),
    check (change_pct_low <= change_pct_high),
    check (verdict = 'comparable' or reason <> '')
);

comment on table yoy is
    '同比：序列中相邻两年一行，附可比结论 / Year over year: two adjacent years of a series, with a verdict';
comment on column yoy.issuer_name is
    '发布机关全称 / Full name of the body that reports';
comment on column yoy.metric_id is
    '指标 / The metric';
comment on column yoy.period is
    '本年 / The later year';
comment on column yoy.previous_period is
    '上年 / The earlier year';
comment on column yoy.value is
    '本年数值 / Value of the later year';
comment on column yoy.previous_value is
    '上年数值 / Value of the earlier year';
comment on column yoy.change is
    '增减量；单位不能换算则空 / Later value less earlier value; null where the units cannot be converted';
comment on column yoy.change_pct is
    '增减百分比；上年为零则空 / Change in per cent; null where the earlier value is zero';
comment on column yoy.change_pct_low is
    '措辞与精度所允许的最小增幅（%） / Smallest change in per cent that wording and precision allow';
comment on column yoy.change_pct_high is
    '措辞与精度所允许的最大增幅（%） / Largest change in per cent that wording and precision allow';
comment on column yoy.stated_growth_pct is
    '报告自述同比增幅（%），未述则空 / Growth in per cent that the report itself states, null where it states none';
comment on column yoy.verdict is
    '可比结论：comparable 可比、broken 不可比、unknown 不能判断 / Verdict on the two years';
comment on column yoy.reason is
    '理由，以理由代码开头 / The reason, beginning with its code';
comment on column yoy.reason_code is
    '理由代码，无则空串 / Code of the reason, empty where there is none';
comment on column yoy.reason_zh is
    '中文理由 / The reason in Chinese';
comment on column yoy.change_low is
    '措辞与精度所允许的最小增减量 / Smallest change that wording and precision allow';
comment on column yoy.change_high is
    '措辞与精度所允许的最大增减量 / Largest change that wording and precision allow';
comment on column yoy.unit is
    '计量单位 / Unit of both values';
comment on column yoy.growth_check is
    '自述增幅与数值是否相符；未述则空串 / Whether the stated growth agrees with the values; empty where none is stated';
comment on column yoy.observation_id is
    '本年数之依据 / The observation of the later value';
comment on column yoy.previous_observation_id is
    '上年数之依据 / The observation of the earlier value';

create table revision (
    issuer_name   varchar not null,
    metric_id     varchar not null references metric (metric_id),
    period        varchar not null check (regexp_full_match(period, '[0-9]{4}')),
    first_value   double not null,
    first_vintage integer not null,
    later_value   double not null,
    later_vintage integer not null,
    kind          varchar not null check (kind in ('stated', 'implied')),
    first_observation_id varchar not null default '',
    later_observation_id varchar not null default '',
    unique (issuer_name, metric_id, period, first_vintage, later_vintage, kind, first_observation_id,
        later_observation_id)
);

comment on table revision is
    '修订：两份报告对同一数说法不同 / A figure that two reports state differently';
comment on column revision.issuer_name is
    '发布机关全称 / Full name of the body that reports';
comment on column revision.metric_id is
    '指标 / The metric';
comment on column revision.period is
    '所属年度 / The year that the figure is about';
comment on column revision.first_value is
    '先前数值 / The value stated first';
comment on column revision.first_vintage is
    '先前报告年度 / Year of the report that stated it first';
comment on column revision.later_value is
    '后来数值 / The value stated or implied later';
comment on column revision.later_vintage is
    '后来报告年度 / Year of the later report';
comment on column revision.kind is
    'stated 明说，implied 由所述增幅推得 / Stated outright, or implied by the growth that the later report states';
comment on column revision.first_observation_id is
    '先前数之依据 / The observation of the value stated first';
comment on column revision.later_observation_id is
    '后来数或增幅之依据 / The observation of the later value, or of the growth that implies it';

create table coverage (
    report_id    varchar not null references report (report_id),
    metric_id    varchar not null references metric (metric_id),
    status       varchar not null check (status in ('stated', 'not_stated', 'quarantined')),
    discontinued boolean not null default false,
    issuer_name  varchar not null default '',
    report_year  integer,
    primary key (report_id, metric_id)
);

comment on table coverage is
    '覆盖：每份报告对每个指标说了没有 / Coverage: whether each report states each metric';
comment on column coverage.report_id is
    '报告 / The report';
comment on column coverage.metric_id is
    '指标 / The metric';
comment on column coverage.status is
    '状态：stated 已述、not_stated 未述、quarantined 已隔离 / Stated, read and silent, or set aside';
comment on column coverage.discontinued is
    '往年连续陈述而此后不再陈述 / The body stated it for years and then stopped';
comment on column coverage.issuer_name is
    '发布机关全称 / Full name of the body that reports';
comment on column coverage.report_year is
    '报告年度 / Year of the report';
