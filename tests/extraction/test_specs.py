"""Numbers as others specify them: `benchmarks/specs.py` on a specification of the same form, written here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def specs(script: Callable[[str], Any]) -> Any:
    return script("specs")


def case(text: str, **values: str) -> dict[str, Any]:
    """An input with the numbers that it states, in its order."""
    results = [
        {"Text": number, "TypeName": "number", "Resolution": {"value": value}}
        for number, value in values.items()
    ]
    return {"Input": text, "NotSupported": "java", "Results": results}


@pytest.mark.parametrize(
    ("file", "given", "reason"),
    [
        ("NumberModel.json", case("八百六十", 八百六十="860"), ""),
        ("NumberModel.json", case("四分之一", 四分之一="0.25"), ""),
        ("NumberModel.json", case("三百二，还有七吨", 三百二="320", 七="7"), ""),
        (
            "NumberModel.json",
            case(
                "四海",
            ),
            "",
        ),
        ("NumberModel.json", case("6e3", **{"6e3": "6000"}), "2e5, 2^5, 40k"),
        ("NumberModel.json", case("八双", 八双="16"), "三双, 一百对, 五十打"),
        ("NumberModel.json", case("百分之九"), "百分之五, 个百分点: a share, no plain number there"),
        ("NumberModel.json", case("八百六十", 八百六十="861"), None),
        ("NumberModel.json", case("八百六十，九十", 八百六十="860"), ""),
        ("NumberModel.json", case("八百六十，九十", 八百六十="860", 九十="91"), None),
        ("PercentModel.json", case("百分之九", 百分之九="9%"), ""),
        ("PercentModel.json", case("-4.5%", **{"-4.5%": "-4.5%"}), ""),
        ("PercentModel.json", case("八五折", 八五折="85%"), "折, 对折"),
        ("PercentModel.json", case("7-9%", **{"9%": "9%"}), "5-20%, 二三十个百分点: a range is one quantity"),
        ("PercentModel.json", case("百分之九", 百分之九="8%"), None),
    ],
)
def test_an_input_is_right_out_of_scope_or_failed(
    specs: Any, file: str, given: dict[str, Any], reason: str | None
) -> None:
    assert specs.judge(file, given).reason == reason


def test_a_number_gets_a_measure_word_where_it_has_none(specs: Any) -> None:
    assert specs.as_written(
        case("九十，九十人", 九十="90") | {"Results": 2 * case("", 九十="90")["Results"]}, False
    ) == ("九十件，九十人")
    assert specs.as_written(case("九成", 九成="90%"), True) == "九成"


def test_what_a_number_read_in_half_would_be_has_failed(specs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specs, "read", lambda *_: (6.0,))
    assert specs.judge("NumberModel.json", case("6e3", **{"6e3": "6000"})).reason is None


def write(folder: Path, numbers: list[dict[str, Any]], shares: list[dict[str, Any]]) -> Path:
    folder.mkdir(parents=True)
    for name, cases in (("NumberModel.json", numbers), ("PercentModel.json", shares)):
        (folder / name).write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8-sig")
    return folder


def test_the_table_of_a_checkout_is_printed(
    specs: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = [case("九十", 九十="90"), case("八双", 八双="16"), case("四海")]
    folder = write(tmp_path / "Specs" / "Number" / "Chinese", numbers, [case("九成", 九成="90%")])
    assert specs.main([str(tmp_path)]) == specs.main([str(folder)]) == 0
    printed = capsys.readouterr()
    assert "| `NumberModel.json` | 3 (2 values) | 2 | 1 | 0 |" in printed.out
    assert "| `PercentModel.json` | 1 (1 values) | 1 | 0 | 0 |" in printed.out
    assert "| 三双, 一百对, 五十打 | 1 |" in printed.out
    assert printed.err == ""


def test_what_failed_is_printed_and_makes_the_exit_status(
    specs: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "here", [case("九十", 九十="91")], [])
    assert specs.main([str(folder)]) == 1
    assert "'九十件' states (91.0,), read (90.0,)" in capsys.readouterr().err
    assert specs.main([str(tmp_path / "nowhere")]) == 2
    assert "name a checkout" in capsys.readouterr().err
