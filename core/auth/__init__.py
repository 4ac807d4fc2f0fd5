"""Accounts, roles and units: who may do what, where. Staff only; a relative is never an account."""

from core.auth.accounts import (
    Account,
    account_named,
    accounts,
    actor_of,
    add_account,
    add_token,
    choose_password,
    ensure_account,
    knows_password,
    new_password,
    revise_account,
    staff_name,
    token_actor,
)
from core.auth.devices import DEVICE_ROLES, add_device_account, devices_of, end_device, end_devices, open_device
from core.auth.qualifications import (
    Qualification,
    TrainingFacts,
    add_training,
    end_training,
    must_be_qualified,
    qualified,
    taker_must_be_qualified,
    trainings,
)
from core.auth.roles import PERMISSIONS, ROLE_WORDS, STRANGER, SYSTEM, Actor, Role
from core.auth.rules import POWERFUL, SKILL_WORDS, TRAINED, SamePerson, Skill, TooManyTries, TrainingMissing, browser_words, place_of, two_people
from core.auth.second_step import (
    begin_second_step,
    confirm_second_step,
    end_second_step,
    has_second_step,
    is_powerful,
    paper_codes_left,
    with_second_step,
)
from core.auth.sessions import (
    Where,
    browsers,
    end_session,
    end_sessions,
    half_signed_in,
    open_session,
    open_sessions,
    sign_in,
    sign_out,
    signed_in,
    take_second_step,
    whole_session,
)
from core.auth.tries import failures_by_day, forget_failures

__all__ = [
    "DEVICE_ROLES", "PERMISSIONS", "POWERFUL", "ROLE_WORDS", "SKILL_WORDS", "STRANGER", "SYSTEM", "TRAINED", "Account", "Actor", "Qualification",
    "Role", "SamePerson", "Skill", "TooManyTries", "TrainingFacts", "TrainingMissing", "Where", "account_named", "accounts", "actor_of",
    "add_account", "add_device_account", "add_token", "add_training", "begin_second_step", "browser_words", "browsers", "choose_password",
    "confirm_second_step", "devices_of", "end_device", "end_devices", "end_second_step", "end_session", "end_sessions", "end_training", "ensure_account",
    "failures_by_day", "forget_failures", "half_signed_in", "has_second_step", "is_powerful", "knows_password", "must_be_qualified", "new_password",
    "open_device", "open_session", "open_sessions", "paper_codes_left", "place_of", "qualified", "revise_account", "sign_in", "sign_out", "signed_in",
    "staff_name", "taker_must_be_qualified", "take_second_step", "token_actor", "trainings", "two_people", "whole_session", "with_second_step",
]
