"""The law's questions, one answer each; the same on the page and on the command line."""

from collections.abc import Callable

from sqlmodel import Session

import consent
from core import auth, chain, clock, crypto
from core.i18n import N_, gettext
from privacy.queries import answers, breaches, dossier, register, retention, wording
from privacy.queries.answers import Answer

PAGE = "/bao-ve-du-lieu"


def _requests(session: Session) -> Answer:
    open_now = consent.requests(session)
    late = sum(each.overdue(clock.today()) for each in open_now)
    kind = "stop" if late else "wait" if open_now else "good"
    words = gettext(N_("%(count)s open, %(late)s overdue"), count=len(open_now), late=late)
    return Answer("requests", gettext(N_("Are requests of the persons concerned answered in time?")), words, kind, "/quyen", tuple(answers.rights(session)))


def _breaches(session: Session) -> Answer:
    book = breaches.book(session)
    ticking = [each for each in book if each.clock.runs and not each.closed]
    question, href = gettext(N_("Are breaches written down, and told within 72 hours?")), f"{PAGE}/vi-pham"
    if ticking:
        soonest = min(ticking, key=lambda each: each.clock.due_at)
        words = gettext(N_("%(count)s not told to A05; the next: %(code)s, %(clock)s"), count=len(ticking), code=soonest.code, clock=soonest.clock_words)
        return Answer("breaches", question, words, "stop" if soonest.clock.kind == "stop" else "wait", href)
    still = sum(not each.closed for each in book)
    words = gettext(N_("%(count)s entries, %(open)s of them open"), count=len(book), open=still)
    return Answer("breaches", question, words, "wait" if still else "good", href)


def _register(session: Session) -> Answer:
    made = register.register(session)
    columns = sum(each.columns for each in made.classes)
    words = gettext(N_("Version %(version)s: %(columns)s columns in %(classes)s kinds of data"), version=made.version, columns=columns,
                    classes=len(made.classes))
    gaps = [label for label, value in made.controller if not value]
    if gaps:
        words = f"{words}. {gettext(N_('Still to be written: %(what)s'), what=', '.join(gaps))}"
    return Answer("register", gettext(N_("Is there a register of what is processed?")), words, "wait" if gaps else "good", f"{PAGE}/so-xu-ly")


def _dossier(session: Session) -> Answer:
    age, newest = dossier.age(session), next(iter(dossier.versions(session)), None)
    due = f"{age.due_on:%d/%m/%Y}" if age.due_on else ""
    if newest:
        words = gettext(N_("Version %(number)s, frozen %(day)s; to be looked at again before %(due)s"), number=newest.number,
                        day=f"{clock.local(newest.frozen_at):%d/%m/%Y}", due=due)
    elif age.due_on:
        words = gettext(N_("No version frozen yet; it must be ready before %(due)s"), due=due)
    else:
        words = gettext(N_("Nothing is processed yet, so no day is set"))
    return Answer("dossier", gettext(N_("Is the impact assessment ready and up to date?")), words, age.kind, f"{PAGE}/danh-gia")


def _abroad(session: Session) -> Answer:
    abroad = wording.lines(wording.everything(session)["abroad"])
    words = "; ".join(abroad) or gettext(N_("No data are transferred abroad."))
    return Answer("abroad", gettext(N_("Do data go abroad?")), words, "wait" if abroad else "good", f"{PAGE}/danh-gia")


def _retention(session: Session) -> Answer:
    review, due = retention.next_review(session), sum(each.count > 0 for each in retention.due(session))
    question, href = gettext(N_("Is nothing kept longer than needed?")), f"{PAGE}/luu-giu"
    if review is None:
        return Answer("retention", question, gettext(N_("Nothing is processed yet, so no day is set")), "plain", href)
    words = gettext(N_("Next review %(day)s; due today in %(count)s kinds of data"), day=f"{review.due_on:%d/%m/%Y}", count=due)
    return Answer("retention", question, words, "stop" if review.late else "wait" if review.is_open else "good", href)


def _training(session: Session) -> Answer:
    rows = answers.training(session)
    lacking = answers.untrained(session)
    words = gettext(N_("%(count)s people hold a role that needs training without a valid one"), count=lacking) if lacking else gettext(
        N_("Everybody whose role needs training has a valid one"))
    return Answer("training", gettext(N_("Are the people trained?")), words, "wait" if lacking else "good", "", tuple(rows))


def _sessions(session: Session) -> Answer:
    now = auth.open_sessions(session)
    words = gettext(N_("%(browsers)s browsers of %(people)s accounts are signed in"), browsers=sum(now.values()), people=len(now))
    return Answer("sessions", gettext(N_("Who is signed in now?")), words, "plain", "")


def _exports(session: Session) -> Answer:
    total, personal = answers.exported(session)
    words = gettext(N_("%(count)s files in 30 days, %(personal)s of them with personal data, locked for their receiver"), count=total, personal=personal)
    return Answer("exports", gettext(N_("What left as a file?")), words, "plain", "/nhat-ky/xuat")


def _looks(session: Session) -> Answer:
    rows = answers.looks(session)
    words = gettext(N_("%(count)s looks at relatives' records in 30 days"), count=sum(count for _, count in rows))
    return Answer("looks", gettext(N_("Who looked at whom, and why?")), words, "plain", "/nhat-ky?loai=xem", tuple(rows))


def _chain(session: Session) -> Answer:
    head = chain.head(session)
    words = gettext(N_("%(count)s links; the newest of %(at)s. Verify it against a printed seal"), count=head.seq,
                    at=f"{clock.local(head.at):%H:%M %d/%m/%Y}" if head.at else "–")
    return Answer("chain", gettext(N_("Could the log have been altered?")), words, "plain", "/nhat-ky/so")


def _keys(session: Session) -> Answer:
    made, destroyed = answers.keys(session)
    words = gettext(N_("Master key %(fingerprint)s; %(count)s data keys stand, %(destroyed)s were destroyed for good"),
                    fingerprint=crypto.keyring().fingerprint, count=made - destroyed, destroyed=destroyed)
    return Answer("keys", gettext(N_("Whose keys seal the data?")), words, "plain")


QUESTIONS: tuple[Callable[[Session], Answer], ...] = (
    _breaches, _requests, _register, _dossier, _abroad, _retention, _training, _exports, _looks, _sessions, _keys, _chain,
)
"""In the order in which the law's own clocks run."""


def all_answers(session: Session) -> list[Answer]:
    return [ask(session) for ask in QUESTIONS]
