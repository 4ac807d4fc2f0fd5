"""Notifications: who is told what, by which channel, with which outcome.

The one room that talks to the outside world, from its outbox, after the commit. Every message to a family is the same sentence, "please call us",
whatever the reason, so that none can be read as a result.
"""

from notifications.routes import routes

__all__ = ["routes"]
