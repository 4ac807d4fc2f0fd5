"""One message to one mail server, step by step, so that we know how far it came when the line breaks. Codes only: no answer's text is kept.

Until the text is given over, a broken line means "later". Once the server has the text, a broken line means "unknown": it may have arrived.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from uuid import UUID

from core import clock
from core.i18n import N_, gettext, speaking
from notifications.rules import Answer

PATIENCE = 20.0
"""Seconds for one word of the server."""


@dataclass(frozen=True)
class Post:
    """Where mail goes out."""

    host: str
    port: int
    security: str
    user: str
    sender: str
    office: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Envelope:
    message_id: UUID
    tries: int
    address: str = field(repr=False)
    body: str = field(repr=False)


def written(post: Post, envelope: Envelope) -> bytes:
    """The e-mail. Its id is the message's own, so that a mailbox that gets it twice can tell. Raises ValueError for a broken address."""
    mail = EmailMessage(policy=SMTP)
    with speaking("vi"):
        mail["Subject"] = gettext(N_("Please contact us"))
    mail["From"] = formataddr((post.office, post.sender))
    mail["To"] = envelope.address
    mail["Date"] = format_datetime(clock.local(clock.now()))
    mail["Message-ID"] = f"<{envelope.message_id}@{post.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(envelope.body, cte="quoted-printable")
    return mail.as_bytes()


def hand_to_server(post: Post, envelope: Envelope) -> tuple[Answer, str]:
    """What came of it, and the code to note."""
    try:
        text = written(post, envelope)
        envelope.address.encode("ascii")
    except ValueError:
        return Answer.never, "address"
    server: smtplib.SMTP | None = None
    try:
        server = _connected(post)
        code = server.mail(post.sender)[0]
        if code != 250:
            return Answer.later, str(code)
        code = server.rcpt(envelope.address)[0]
        return _given(server, text) if code in (250, 251) else (_judged(code), str(code))
    except UnicodeError:
        return Answer.later, "login"
    except smtplib.SMTPResponseException as error:
        return Answer.later, str(error.smtp_code)
    except (OSError, smtplib.SMTPException) as error:
        return Answer.later, "timeout" if isinstance(error, TimeoutError) else "tls" if isinstance(error, ssl.SSLError) else "connection"
    finally:
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()


def _connected(post: Post) -> smtplib.SMTP:
    """Greeted, and signed in where the office has an account there; our own name is not the computer's."""
    us = post.sender.rpartition("@")[2]
    if post.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(post.host, post.port, us, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(post.host, post.port, us, timeout=PATIENCE)
    try:
        if post.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        server.ehlo_or_helo_if_needed()
        if post.user:
            server.login(post.user, post.password)
    except BaseException:
        server.close()
        raise
    return server


def _given(server: smtplib.SMTP, text: bytes) -> tuple[Answer, str]:
    try:
        code = server.data(text)[0]
    except smtplib.SMTPDataError as error:
        return _judged(error.smtp_code), str(error.smtp_code)
    except (OSError, smtplib.SMTPException):
        return Answer.unknown, "dropped"
    return (Answer.taken, "") if code == 250 else (_judged(code), str(code))


def _judged(code: int) -> Answer:
    """RFC 5321 §4.2.1: 4yz may be tried again, 5yz may not."""
    return Answer.never if 500 <= code < 600 else Answer.later
