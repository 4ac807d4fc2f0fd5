"""Whose remains these are: one decision over all remains and all martyrs it touches. Pure.

    standing ⇄ suspended
    standing | suspended → revoked

A suspended decision still holds its remains: it is taken up again or revoked before anybody else decides about them. A revoked one stays readable.
"""

from enum import StrEnum


class IdentificationStatus(StrEnum):
    standing = "standing"
    suspended = "suspended"
    revoked = "revoked"
