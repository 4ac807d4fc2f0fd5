"""Privacy: the data-protection officer's room, where the law's questions are answered by a page.

The **breach book** holds every breach with its 72-hour clock. The **register** says what is processed, read from the schema itself. The **dossier**
is the impact assessment, frozen version by version. **Retention** says how long each class of data stays; at the yearly **review** people decide what
is due, and nothing is erased by a calendar.
"""

from privacy.cli import privacy_group
from privacy.queries.today import waiting
from privacy.routes import routes

__all__ = ["privacy_group", "routes", "waiting"]
