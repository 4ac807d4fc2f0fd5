"""Accounts, roles and units: who may do what, where. Staff only; a relative is never an account."""

from core.auth.accounts import (
    Account,
    account_named,
    accounts,
    actor_of,
    add_account,
    add_token,
    ensure_account,
    new_password,
    revise_account,
    staff_name,
    token_actor,
)
from core.auth.roles import PERMISSIONS, ROLE_WORDS, STRANGER, SYSTEM, Actor, Role
from core.auth.sessions import end_sessions, forget_failures, open_sessions, sign_in, sign_out, signed_in

__all__ = [
    "PERMISSIONS", "ROLE_WORDS", "STRANGER", "SYSTEM", "Account", "Actor", "Role", "account_named", "accounts", "actor_of", "add_account",
    "add_token", "end_sessions", "ensure_account", "forget_failures", "new_password", "open_sessions", "revise_account", "sign_in", "sign_out",
    "signed_in", "staff_name", "token_actor",
]
