"""Accounts, roles and units: who may do what, where. Staff only; a relative is never an account."""

from core.auth.accounts import Account, accounts, actor_of, add_account, add_token, ensure_account, token_actor
from core.auth.roles import PERMISSIONS, ROLE_WORDS, STRANGER, SYSTEM, Actor, Role
from core.auth.sessions import sign_in, sign_out, signed_in

__all__ = [
    "PERMISSIONS", "ROLE_WORDS", "STRANGER", "SYSTEM", "Account", "Actor", "Role", "accounts", "actor_of", "add_account",
    "add_token", "ensure_account", "sign_in", "sign_out", "signed_in", "token_actor",
]
