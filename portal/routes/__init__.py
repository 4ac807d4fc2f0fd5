"""The family's pages: one question a screen, then where the sample is."""

from portal.routes.help import Help
from portal.routes.status import Status

routes = [Status, Help]
