from __future__ import annotations

from comparability_marked import Marked, compared, observed

METRIC = "enforcement_case_files_reviewed"


def used(text: str) -> tuple[float, str]:
    row = compared(Marked(2023, text)).series.iloc[0]
    return row["value"], row["quality_flags"]


def test_the_wider_wording_of_two_headline_values_is_the_series() -> None:
    assert used(f"评查案卷[96卷 {METRIC}]；全县全年累计评查案卷[260卷 {METRIC}]。") == (260, "")
    assert used(f"全县全年累计评查案卷[260卷 {METRIC}]；评查案卷[96卷 {METRIC}]。") == (260, "")


def test_a_part_stands_behind_the_whole() -> None:
    assert used(f"评查案卷[260卷 {METRIC}]，其中[96卷 {METRIC}]。")[0] == 260


def test_of_a_bound_and_the_value_of_one_fact_the_value_is_used() -> None:
    text = f"评查案卷超过[900份 {METRIC} high=1000]，达到[912份 {METRIC}]。"
    assert used(text) == (912, "")


def test_a_round_figure_in_wider_words_stands_behind_the_exact_one_of_its_sentence() -> None:
    text = f"全县累计评查案卷突破[900份 {METRIC} high=1000]大关，达到[912份 {METRIC}]。"
    assert used(text) == (912, "")


def test_values_that_no_rule_tells_apart_are_a_tie_and_the_first_is_shown() -> None:
    assert used(f"评查案卷[96卷 {METRIC}]；评查案卷[120卷 {METRIC}]。") == (96, "tie")


def test_one_value_stated_twice_is_no_tie() -> None:
    frame = observed(Marked(2023, f"评查案卷[96卷 {METRIC}]；评查案卷[96卷 {METRIC}]。"))
    assert frame["preference"].tolist() == [1, 2]
    assert set(frame["quality_flags"]) == {""}


def test_what_is_no_headline_is_never_used() -> None:
    text = f"专项评查[96卷 {METRIC} scope=专项]，计划评查[300卷 {METRIC} role=target period=2024]。"
    assert set(observed(Marked(2023, text))["preference"]) == {0}


def test_a_speech_stands_behind_the_web_version() -> None:
    web = Marked(2023, f"评查案卷[96卷 {METRIC}]。")
    speech = Marked(2023, f"全年累计评查案卷[98卷 {METRIC}]。", version="speech")
    series = compared(speech, web).series.iloc[0]
    assert (series["value"], series["quality_flags"]) == (96, "versions_differ")
