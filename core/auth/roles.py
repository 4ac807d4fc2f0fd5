"""The person who acts, and what their roles and units let them do. Pure."""

from dataclasses import dataclass
from uuid import UUID

from core.auth.permissions import PERMISSIONS, ROLE_WORDS, Role
from core.errors import NotAllowed

__all__ = ["PERMISSIONS", "ROLE_WORDS", "STRANGER", "SYSTEM", "Actor", "Role"]


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a staff account, the command line, or a stranger.

    communes: the 2025 codes whose people this person may see; None means the whole province.
    """

    account_id: UUID | None
    login: str
    name: str
    roles: frozenset[Role]
    communes: frozenset[str] | None = None
    laboratory: str | None = None

    def may(self, permission: str) -> bool:
        return bool(self.roles & PERMISSIONS[permission])

    def must(self, permission: str) -> None:
        """Raise NotAllowed unless this person holds the permission."""
        if not self.may(permission):
            raise NotAllowed()

    def sees(self, commune_code: str | None) -> bool:
        """Whether records of this commune are inside the person's units. A record without a commune is the province's."""
        return self.communes is None or commune_code in self.communes


STRANGER = Actor(None, "-", "", frozenset())
SYSTEM = Actor(None, "hoiam", "Hồi Âm", frozenset(Role))
"""The program itself, where a reaction or a first start acts without a person."""
