from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tongbi.comparability import context


def look(text: str, surface: str, previous: str | None = None) -> context.Context:
    start = text.index(surface)
    end_of_previous = text.index(previous) + len(previous) if previous else 0
    return context.around(context.Sentences(text), start, start + len(surface), end_of_previous)


def quoted(text: str, surface: str) -> str:
    start = text.index(surface)
    return context.quote(context.Sentences(text), start, start + len(surface))


def test_a_quote_is_the_sentence_that_states_the_number() -> None:
    text = "一是强化执法。全年办理许可23件，处罚45件。二是从严监督。"
    assert quoted(text, "45件") == "全年办理许可23件，处罚45件。"


def test_a_line_break_inside_a_paragraph_ends_no_sentence() -> None:
    text = "认真贯彻落实上级部署，持续推进依法行政，全年组织开展各类应急演练218\n场，参演人员9600人次。下一步"
    assert quoted(text, "218\n场").startswith("认真贯彻")
    assert quoted(text, "218\n场").endswith("9600人次。")


def test_headings_are_no_part_of_the_sentence_below() -> None:
    text = "五、健全突发事件应对体系，依法预防处置重大突发事件，维护稳定\n开展应急演练36场。"
    assert quoted(text, "36场") == "开展应急演练36场。"


def test_a_number_alone_on_its_line_is_told_by_the_head_of_its_row() -> None:
    text = "项目\n2022年\n2023年\n受理行政复议案件（件）\n91\n112\n审结行政复议案件（件）\n82\n105\n"
    start = text.index("112")
    assert quoted(text, "112") == "受理行政复议案件（件）\n91\n112"
    around = context.around(context.Sentences(text), start, start + 3, text.index("91") + 2)
    assert around.clause == around.phrase == "受理行政复议案件（件）"


def test_clause_and_phrase_stop_at_the_number_before_and_subject_does_not() -> None:
    text = "各部门高度重视，县政府常务会议会前学法10次、研究法治政府建设6次。"
    found = look(text, "6次", previous="10次")
    assert found.clause == "、研究法治政府建设"
    assert found.subject == "县政府常务会议会前学法10次、研究法治政府建设"


def test_a_phrase_is_two_clauses_and_a_comma_in_brackets_ends_none() -> None:
    text = "结合改革，按主项重新编制，公布权责事项（含委托，不含下放）1286项。"
    found = look(text, "1286项")
    assert found.phrase == "按主项重新编制，公布权责事项（含委托，不含下放）"
    assert found.brackets == ("含委托，不含下放",)


def test_a_bracket_belongs_to_the_number_before_it() -> None:
    text = "行政处罚3318件（不含简易程序）、行政强制388件（含代履行）。"
    assert look(text, "3318件").brackets == ("不含简易程序",)
    assert look(text, "388件", previous="3318件").brackets == ("含代履行",)


@given(st.text(alphabet="全年办理件12。，；（）\n 一、", min_size=1, max_size=80), st.data())
def test_a_quote_holds_the_number_whatever_stands_around_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    surface = text[start:end]
    if surface.strip() == surface:
        assert surface in context.quote(context.Sentences(text), start, end)
