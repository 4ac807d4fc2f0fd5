"""The page on which an office says what each laboratory reads; the advisor ranks by it."""

from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response

import families
import samples
from core.i18n import N_, gettext
from core.web import Visit, get, post
from matching import commands, queries
from matching.rules.advice import RULES_VERSION, STARTERS, Profile

NOT_A_SHARE = N_("Please write a whole number from 1 to 100.")


@dataclass(frozen=True)
class ProfilesPage:
    listed: list[queries.ProfileView]
    laboratories: list[tuple[str, str]]
    panels: list[tuple[str, str]]
    starters: list[tuple[str, str, bool]]
    start: Profile
    rules_version: str
    may: bool


class Profiles(Controller):
    path = "/phong-xet-nghiem/phuong-phap"

    @get("/", needs="samples.see")
    def index(self, visit: Visit) -> Response[Any]:
        asked = visit.query.get("mau", "")
        number = int(asked) if asked.isdecimal() and len(asked) < 3 and int(asked) < len(STARTERS) else None
        listed = queries.profiles(visit.session)
        start = listed[0].profile if number is None else STARTERS[number]
        laboratories = [("", gettext(N_("The province: by this profile the advice is ranked")))]
        laboratories += [(row.code, f"{row.code} · {row.name}") for row in samples.laboratories(visit.session)]
        loci = N_("%(count)s STR loci (example frequencies)")
        panels = [(name, gettext(loci, count=panel.size)) for name, panel in families.PANELS.items() if name.startswith("str-")]
        starters = [(f"?mau={place}", profile.shown, place == number) for place, profile in enumerate(STARTERS)]
        page = ProfilesPage(listed, laboratories, panels, starters, start, RULES_VERSION, visit.actor.may("samples.ship"))
        return visit.page("matching/profiles.html", page)

    @post("/", needs="samples.ship", again="index")
    def save(self, visit: Visit) -> Response[Any]:
        form = visit.form
        name, panel = form.text("name", required=True), form.text("str_panel")
        mt, snps, typed = form.number("mt_database") or 0, form.number("snps") or 0, form.number("typed", required=True)
        if typed is not None and not 1 <= typed <= 100:
            form.fields["typed"] = NOT_A_SHARE
        if panel and panel not in families.PANELS:
            panel = ""
        form.check()
        code = form.text("laboratory")
        commands.set_profile(visit.work, code, Profile(name, mt, panel, snps, (typed or 100) / 100))
        return visit.go("/phong-xet-nghiem/phuong-phap", said=N_("The profile is saved. From now on the advice is ranked by it."))
