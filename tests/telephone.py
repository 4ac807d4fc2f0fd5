"""A telephone with a program for sign-in codes: what a person with a second step holds in the hand."""

import re

from core.auth.second_step import code_at, step_now

SECOND_STEP = "/dang-nhap/buoc-hai"


def secret_on(html: str) -> str:
    """The secret as it is shown once, in groups of four; empty where the telephone is known already."""
    return "".join(re.findall(r"<b>([A-Z2-7]{4})</b>", html))


def code_now(secret: str) -> str:
    return code_at(secret, step_now())
