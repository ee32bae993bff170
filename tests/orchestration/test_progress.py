from __future__ import annotations

from tongbi.orchestration.progress import listening, tell


def test_only_those_who_listen_are_told() -> None:
    heard: list[tuple[str, int, int]] = []
    tell("mention", 1, 3)
    with listening(lambda *what: heard.append(what)):
        tell("mention", 2, 3)
    tell("mention", 3, 3)
    assert heard == [("mention", 2, 3)]
