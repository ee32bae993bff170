-- 每个数出自哪句话：原句、报告与位置
-- Each figure with the sentence that states it, its report and its place there
--
-- The figures whose wording leaves most room come first.
select
    issuer_name as issuer,
    name_zh as metric,
    period as year,
    value,
    case when low = high then 'exact' else format('{:.12g} to {:.12g}', low, high) end as wording_allows,
    unit,
    '…' || substr(quote, greatest(1, instr(quote, surface) - 16), 32 + length(surface)) || '…' as quote,
    title as report,
    start_char || '–' || end_char as characters
from evidence
order by (high - low) / greatest(abs(value), 1) desc, issuer, metric, year
limit 10;
