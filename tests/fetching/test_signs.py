from __future__ import annotations

import pytest
from pydantic import ValidationError

from tongbi.fetching.signs import Words, plain, signs


def test_the_declared_signs_are_valid() -> None:
    assert signs().substance > signs().text
    assert "登录" in signs().login.title


def test_a_sign_that_could_never_be_found_is_refused() -> None:
    for word in ("Log In", "LOGIN", ""):
        with pytest.raises(ValidationError, match="small letters"):
            Words(title=(word,), text=(), address=())
    assert plain(" Log\n In ") == "login"
