"""Pages: one visit is one person, one request, one transaction. Rooms write controllers with `get` and `post` and nothing else."""

from core.web.forms import Form, Upload
from core.web.registry import Hit, Moment, Road, Waiting, finders, moments, must_see, timeline, waiting
from core.web.routes import PUBLIC, get, post
from core.web.visit import Visit

__all__ = [
    "PUBLIC", "Form", "Hit", "Moment", "Road", "Upload", "Visit", "Waiting", "finders", "get", "moments", "must_see", "post", "timeline", "waiting",
]
