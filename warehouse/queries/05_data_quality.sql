-- 数据质量一览：每项未通过的检查、每种隔离原因、各表行数
-- Data quality at a glance: each check that failed, each reason for setting rows aside, the rows of each table
select 'failed check' as what, severity || ' · ' || expectation as detail, unexpected_count as count
from check_result
where not success
union all
select 'passed checks', suite, count(*)
from check_result
where success
group by suite
union all
select 'set aside', what || ': ' || split_part(why, ' · ', 1) as reason, count(*)
from quarantine
group by reason
union all
select 'rows', 'report', count(*) from report
union all
select 'rows', 'mention', count(*) from mention
union all
select 'rows', 'observation', count(*) from observation
union all
select 'rows', 'series', count(*) from series
union all
select 'rows', 'yoy, ' || verdict, count(*) from yoy group by verdict
order by what, count desc, detail
limit 40;
