"""What a consent permits (`record`), and how a request of a data subject goes and by when (`rights`). Pure."""

from consent.rules.record import (
    METHOD_WORDS,
    PURPOSE_WORDS,
    AlreadyInvalid,
    FormNotInForce,
    Method,
    NoMartyrNamed,
    NothingToWithdraw,
    NoticeUnread,
    NotReadAloud,
    ProxyIncomplete,
    Purpose,
    PurposesUnasked,
    RecordFact,
    SignatureMissing,
    Standing,
    State,
    WithdrawalFact,
    WitnessIsTaker,
    WitnessMissing,
    check_form,
    check_record,
    latest,
)

__all__ = [
    "METHOD_WORDS", "PURPOSE_WORDS", "AlreadyInvalid", "FormNotInForce", "Method", "NoMartyrNamed", "NotReadAloud", "NothingToWithdraw",
    "NoticeUnread", "ProxyIncomplete", "Purpose", "PurposesUnasked", "RecordFact", "SignatureMissing", "Standing", "State", "WithdrawalFact",
    "WitnessIsTaker", "WitnessMissing", "check_form", "check_record", "latest",
]
