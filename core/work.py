"""One unit of work: who acts, in which transaction. Every command receives one and nothing else from the outside."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from core import events
from core.audit import AuditRow, ViewRow
from core.auth.roles import Actor


@dataclass(frozen=True)
class Work:
    session: Session
    actor: Actor

    def audit(self, action: str, subject: str, /, **facts: object) -> None:
        """Leave the row that says what was done; `facts` are codes, counts and dates."""
        shown = {key: value if isinstance(value, int | str | bool | list | None) else str(value) for key, value in facts.items()}
        self.session.add(
            AuditRow(actor_id=self.actor.account_id, actor=self.actor.login, action=action, subject=subject, facts=shown)
        )

    def saw(self, subject: str, reason: str | None = None) -> None:
        """Leave the row that says whose record was looked at, and why where it was not one's own case."""
        why = self.session.info.get("why")
        self.session.add(ViewRow(actor_id=self.actor.account_id, actor=self.actor.login, subject=subject, reason=reason, why=why))

    def publish(self, event: object) -> None:
        events.publish(self, event)

    def save(self, *rows: object) -> None:
        """Add rows and send them to the database now, so that its constraints speak inside the command."""
        self.session.add_all(rows)
        self.session.flush()

    @property
    def account_id(self) -> UUID:
        """The acting account; commands that need a person behind them ask for this."""
        if self.actor.account_id is None:
            raise ValueError("nobody is signed in")
        return self.actor.account_id
