"""Freezing a version of the dossier: its lines, their hash, and the paper as it was drawn that day."""

import hashlib

from core import clock, files
from core.work import Work
from privacy.models import DossierVersion
from privacy.papers import dossier as papers
from privacy.queries import dossier as queries
from privacy.queries import wording
from privacy.rules import dossier as rules


def freeze(work: Work, seen: int) -> DossierVersion:
    """`seen` is the newest version that stood on the page. Raises FrozenMeanwhile or NothingChanged."""
    newest = next(iter(queries.versions(work.session)), None)
    if (newest.number if newest else 0) != seen:
        raise rules.FrozenMeanwhile()
    sections = queries.sections(work.session)
    lines = rules.lines_of(sections)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    if newest and queries.version(work.session, newest.number).lines == lines:
        raise rules.NothingChanged(number=newest.number)
    number = seen + 1
    content = papers.dossier(sections, papers.Frozen(number, digest, clock.today()), wording.on_paper(work.session))
    kept = files.keep(work, "dossier", content, "application/pdf")
    row = DossierVersion(number=number, sha256=digest, lines=lines, file_id=kept.id, actor=work.actor.login, actor_id=work.actor.account_id)
    work.save(row)
    work.audit("privacy.dossier_frozen", f"dossier:{number}", sha256=digest)
    return row
