-- What the register of corrections makes of a statement: a series as of some year may use one that later reports
-- have superseded, so the series of today cannot tell it.

alter table observation add column corrected_value double;
alter table observation add column corrected_low double;
alter table observation add column corrected_high double;

comment on column observation.corrected_value is
    '更正登记所定之数，序列取此；未更正则空 / Value that the register of corrections gives instead, which a series uses; null where it changes none';
comment on column observation.corrected_low is
    '更正后的下界 / Lower end of the corrected value';
comment on column observation.corrected_high is
    '更正后的上界 / Upper end of the corrected value';
