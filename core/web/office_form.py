"""What each setting of the office means to the person who fills it in, and what may stand in it. Pure.

Every key of `core.office.DEFAULTS` stands here; a test says which one is missing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.i18n import N_

LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*|[0-9a-f:]*:[0-9a-f:]+", re.IGNORECASE)
EMAIL = re.compile(rf"[\w.+-]+@{LABEL}(?:\.{LABEL})*", re.IGNORECASE | re.ASCII)
NOT_A_HOST = N_("Please write a server's name or address, such as mail.hatinh.gov.vn.")
NOT_AN_EMAIL = N_("Please write an e-mail address, such as hoi-am@hatinh.gov.vn.")
NOT_AN_ADDRESS = N_("Please write a web address that begins with http:// or https://.")
NOT_A_TELEPHONE = N_("Please write a telephone number: 3 to 15 digits, spaces between them if you like.")
OUT_OF_RANGE = N_("Please write a whole number within the limits named above.")
NOT_OFFERED = N_("Please choose one of the answers.")
TOO_LONG = N_("Please write at most 120 letters, on one line.")


@dataclass(frozen=True)
class Setting:
    """One box. `kind`: text, telephone, email, host, url, number (with `least` and `most`) or choice (with `options`)."""

    key: str
    label: str
    hint: str = ""
    kind: str = "text"
    least: int = 0
    most: int = 0
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    title: str
    hint: str
    settings: tuple[Setting, ...]


def days(key: str, label: str, hint: str) -> Setting:
    return Setting(key, label, hint, "number", 1, 365)


GROUPS = (
    Group(N_("The office"), N_("Stands at the head of every paper and under every letter."), (
        Setting("office_name", N_("Name of the office")),
        Setting("installation_name", N_("Name of this installation"), N_("Shown at the lower left of every page.")),
    )),
    Group(N_("Where families call"), N_("Printed on the slip, on the family's page and in every message."), (
        Setting("callback_number", N_("Telephone number"), N_("Somebody must answer it during the hours below."), "telephone"),
        Setting("callback_hours", N_("Hours"), N_("Working days are meant; for example 7:30 – 17:00.")),
        Setting("callback_person", N_("Whom to ask for"), N_("A post or a name, as it should be read inside a sentence.")),
        Setting("portal_url", N_("Web address of the family's page"), N_("Stands in the QR code of the slip."), "url"),
    )),
    Group(N_("Sending e-mail"), N_("Messages only ever ask the family to call. Where no e-mail can go, a letter is printed."), (
        Setting("smtp_host", N_("Mail server"), N_("The office's own outgoing server."), "host"),
        Setting("smtp_port", N_("Port"), N_("Usually 25, 465 or 587."), "number", 1, 65535),
        Setting("smtp_security", N_("Protection on the way"), N_("Ask whoever runs the mail server."), "choice", options=(
            ("none", N_("none")), ("starttls", N_("STARTTLS")), ("tls", N_("TLS from the start")))),
        Setting("smtp_user", N_("Account on the mail server"),
                N_("Leave empty if none is needed. Its password is given to the program as HOIAM_SMTP_PASSWORD, never here.")),
        Setting("smtp_from", N_("Sender's address"), "", "email"),
        Setting("smtp_beyond_loopback", N_("Send to a server outside this computer"),
                N_("Until this says yes, mail goes no further than this computer. The demo never sends further."), "choice",
                options=(("no", N_("no")), ("yes", N_("yes")))),
        Setting("message_tries", N_("Tries before a person takes over"), N_("From 1 to 10; the wait grows with each."), "number", 1, 10),
    )),
    Group(N_("Signing in"), N_("Every account is signed out after 12 hours in any case."), (
        Setting("idle_minutes", N_("Sign out a browser nobody used for, in minutes"), N_("From 5 to 720. Shorter where others can reach the computer."),
                "number", 5, 720),
    )),
    Group(N_("Form codes"), N_("Printed at the foot of the paper. Empty until your office gives the form a code."), (
        Setting("form_code_consent", N_("Consent form")),
        Setting("form_code_handover", N_("Hand-over record")),
        Setting("form_code_letter", N_("Letter to the family")),
    )),
    Group(N_("Time limits, in days"), N_("The law and the plan set them; change them only when those change."), (
        days("collection_to_ship_days", N_("From taking a sample to sending it"), N_("Older ones stand under “Today”. From 1 to 365.")),
        days("box_ageing_days", N_("Until a box without receipt is asked about"), N_("From 1 to 365.")),
        days("box_late_days", N_("Until a waiting tube or box stands out as late"), N_("From 1 to 365.")),
        days("recall_days", N_("To hand a recall addendum to the laboratory"), N_("From 1 to 365.")),
    )),
    Group(N_("Rights of data subjects, in days"), N_("Decree 356/2025, article 5. The first answer counts working days, everything else calendar days."), (
        days("first_answer_days", N_("First answer, in working days"), N_("Saturdays, Sundays and public holidays do not count. From 1 to 365.")),
        days("access_days", N_("See, copy, correct"), N_("Done by this office alone. From 1 to 365.")),
        days("access_days_others", N_("See, copy, correct, with others"), N_("When a laboratory or another office must act too. From 1 to 365.")),
        days("access_extension_days", N_("See, copy, correct: added once"), N_("From 1 to 365.")),
        days("withdrawal_days", N_("Withdraw, restrict"), N_("By then the sample is destroyed or given back. From 1 to 365.")),
        days("withdrawal_days_others", N_("Withdraw, restrict, with others"), N_("When a laboratory holds the tube. From 1 to 365.")),
        days("withdrawal_extension_days", N_("Withdraw, restrict: added once"), N_("From 1 to 365.")),
        days("erasure_days", N_("Erase"), N_("Done by this office alone. From 1 to 365.")),
        days("erasure_days_others", N_("Erase, with others"), N_("When a laboratory must destroy too. From 1 to 365.")),
        days("erasure_extension_days", N_("Erase: added once"), N_("From 1 to 365.")),
        days("complaint_days", N_("Complaint"), N_("The decree names no days; this is the office's own promise. From 1 to 365.")),
        days("complaint_days_others", N_("Complaint, with others"), N_("From 1 to 365.")),
        days("complaint_extension_days", N_("Complaint: added once"), N_("From 1 to 365.")),
    )),
    Group(N_("Letters of the rights desk"), N_("Stand on every receipt and answer."), (
        Setting("rights_basis", N_("Legal basis")),
        Setting("complaint_authority", N_("To whom one may also complain")),
        Setting("form_code_rights", N_("Form code"), N_("Empty until your office gives the form a code.")),
    )),
)
SETTINGS = {setting.key: setting for group in GROUPS for setting in group.settings}


def wrong_with(setting: Setting, value: str) -> str | None:
    """What is wrong with a typed value, or None. An empty box takes the value the program came with."""
    if not value:
        return None
    if len(value) > 120 or "\n" in value:
        return TOO_LONG
    checks: dict[str, tuple[Callable[[str], object], str]] = {
        "telephone": (_is_telephone, NOT_A_TELEPHONE), "email": (EMAIL.fullmatch, NOT_AN_EMAIL), "host": (HOST.fullmatch, NOT_A_HOST),
        "url": (_is_url, NOT_AN_ADDRESS),
    }
    if setting.kind == "number":
        fits = re.fullmatch(r"[0-9]{1,6}", value) and setting.least <= int(value) <= setting.most
        return None if fits else OUT_OF_RANGE
    if setting.kind == "choice":
        return None if value in dict(setting.options) else NOT_OFFERED
    check, words = checks.get(setting.kind, (bool, ""))
    return None if check(value) else words


def _is_telephone(value: str) -> bool:
    return bool(re.fullmatch(r"\+?[0-9][0-9 .()-]*", value)) and 3 <= len(re.sub(r"\D", "", value)) <= 15


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(HOST.fullmatch(parts.hostname or "")) and (parts.port or 1) > 0 and " " not in value
    except ValueError:
        return False


def changed(typed: Mapping[str, str], now: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    """Only what differs from what holds now; emptied boxes go back to the value the program came with."""
    return {key: value for key, value in typed.items() if key in SETTINGS and (value or defaults[key]) != now[key]}
