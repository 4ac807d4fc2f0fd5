"""Pages: one visit is one person, one request, one transaction. Rooms write controllers with `get` and `post` and nothing else."""

from core.web.forms import Form, Upload
from core.web.looking import open_file
from core.web.registry import Ahead, Hit, Kept, Moment, Road, Station, Stock, Waiting, finders, moments, must_see, sees, timeline, waiting
from core.web.routes import PUBLIC, get, post
from core.web.visit import Visit

__all__ = [
    "PUBLIC", "Ahead", "Form", "Hit", "Kept", "Moment", "Road", "Station", "Stock", "Upload", "Visit", "Waiting", "finders", "get", "moments", "must_see",
    "open_file", "post", "sees", "timeline", "waiting",
]
