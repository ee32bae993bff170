-- Each figure of a series with what proves it. Its marks are those of the series: a slip of the unit or a correction
-- is told there, not in the sentence's own observation.
create or replace view evidence as
select
    s.issuer_name,
    s.metric_id,
    k.name_zh,
    s.period,
    s.value,
    s.low,
    s.high,
    s.unit,
    o.surface,
    o.quote,
    o.start_char,
    o.end_char,
    r.title,
    r.report_year,
    r.path,
    r.sha256,
    s.quality_flags,
    s.observation_id
from series s
join observation o using (observation_id)
join report r on r.report_id = o.report_id
join metric k on k.metric_id = s.metric_id;

comment on view evidence is
    '依据：序列中每个数及其原句、位置、报告与原件指纹 / Evidence: each figure of a series with its sentence, offsets, report and the fingerprint of the original';
comment on column evidence.issuer_name is '发布机关全称 / Full name of the body that reports';
comment on column evidence.metric_id is '指标 / The metric';
comment on column evidence.name_zh is '指标中文名称 / Name of the metric in Chinese';
comment on column evidence.period is '年度 / Year';
comment on column evidence.value is '基本单位数值 / Value in base units';
comment on column evidence.low is '下界 / Lower end';
comment on column evidence.high is '上界 / Upper end';
comment on column evidence.unit is '原文量词 / Measure word as written';
comment on column evidence.surface is '数量的原文写法 / The quantity as written';
comment on column evidence.quote is '原句 / The sentence that states it';
comment on column evidence.start_char is '数量起始位置 / Offset of the quantity''s first character';
comment on column evidence.end_char is '数量结束位置（不含） / Offset after the quantity''s last character';
comment on column evidence.title is '报告标题 / Title of the report';
comment on column evidence.report_year is '报告年度 / Year of the report';
comment on column evidence.path is '读入时的路径 / Path from which the report was read';
comment on column evidence.sha256 is '原件 SHA-256 / SHA-256 of the original';
comment on column evidence.quality_flags is '质量标记 / Marks of quality';
comment on column evidence.observation_id is '观测标识 / The observation';
