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
from core.auth.qualifications import (
    Qualification,
    TrainingFacts,
    add_training,
    end_training,
    must_be_qualified,
    qualified,
    trainings,
)
from core.auth.roles import PERMISSIONS, ROLE_WORDS, STRANGER, SYSTEM, Actor, Role
from core.auth.rules import SKILL_WORDS, TRAINED, SamePerson, Skill, TrainingMissing, two_people
from core.auth.sessions import end_sessions, forget_failures, open_sessions, sign_in, sign_out, signed_in

__all__ = [
    "PERMISSIONS", "ROLE_WORDS", "SKILL_WORDS", "STRANGER", "SYSTEM", "TRAINED", "Account", "Actor", "Qualification", "Role", "SamePerson", "Skill",
    "TrainingFacts", "TrainingMissing", "account_named", "accounts", "actor_of", "add_account", "add_token", "add_training", "end_sessions",
    "end_training", "ensure_account", "forget_failures", "must_be_qualified", "new_password", "open_sessions", "qualified", "revise_account",
    "sign_in", "sign_out", "signed_in", "staff_name", "token_actor", "trainings", "two_people",
]
