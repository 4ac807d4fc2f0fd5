"""The only file that knows everyone: routes, the command line, and the registries by which rooms meet unseen.

Read it last. What reacts to what stands in REACTIONS; who answers the search box, who fills "Hôm nay", and who draws
stations on a donor's line stand in FINDERS, WAITING and TIMELINE; what is drawn beside "Hôm nay" in BESIDE;
how a stored way of kinship is said in KINSHIP; what makes a record one's own case in OWN; what each room keeps about one person, for the
data copy, in COPY.
"""

import click

import cases
import consent
import demo
import desk
import families
import labels
import matching
import notifications
import portal
import privacy
import reports
import samples
from core import events
from core.auth import cli as accounts_cli
from core.chain import cli as chain_cli
from core.crypto import cli as keys_cli
from core.web import frame, registry, serving, training_pages

REACTIONS = {
    consent.ConsentWithdrawn: [samples.on_consent_withdrawn, matching.on_consent_withdrawn, notifications.on_consent_withdrawn],
    consent.DonorErased: [samples.on_donor_erased, matching.on_donor_erased, notifications.on_donor_erased, families.on_donor_erased],
    consent.ConsentInvalidated: [samples.on_consent_invalidated],
    families.KinshipRevised: [desk.on_kinship_revised],
    samples.ManifestFrozen: [cases.on_manifest_frozen],
    matching.CallRequested: [notifications.on_call_requested],
    matching.CallSettled: [notifications.on_call_settled],
    labels.CodeVoided: [samples.on_code_voided],
    labels.LabelsPrinted: [samples.on_labels_printed],
}
FINDERS = [desk.found, samples.found, samples.found_days, samples.found_kits, families.found, consent.found, matching.found]
WAITING = [
    cases.waiting, families.waiting, desk.waiting, samples.waiting_days, samples.waiting, matching.waiting, notifications.waiting, privacy.waiting,
    training_pages.waiting,
]
TIMELINE = [families.moments, consent.moments, samples.moments, matching.moments, notifications.moments]
SCOPES = [families.in_scope]
BESIDE = [samples.roads, cases.beside]
KINSHIP = [families.paths.said]
COPY = [families.copied, consent.copied, samples.copied, matching.copied, notifications.copied, cases.copied]
OWN = [samples.ties, matching.ties]

ROUTES = [
    *frame.pages, *desk.routes, *cases.routes, *portal.routes, *privacy.routes, *notifications.routes, *reports.routes,
    *matching.routes, *samples.routes, *families.routes, *consent.routes, *labels.routes,
]

events.install(REACTIONS)
registry.install(FINDERS, WAITING, TIMELINE, SCOPES, BESIDE, KINSHIP, COPY, OWN)
registry.log_words.update(cases.LOG_WORDS)
serving.install(ROUTES, first_start=consent.ensure_form, load_demo=demo.load, jobs=[notifications.deliver])


@click.group()
def hoiam() -> None:
    """Hồi Âm: from the commune hall to the family's answer."""


@hoiam.group("import")
def load() -> None:
    """Load a register: martyrs, relatives, remains, a receipt, results."""


for command in (families.import_martyrs, desk.import_relatives, samples.import_remains, samples.import_receipt, matching.import_results):
    load.add_command(command)
for command in (
    serving.serve, serving.demo_command, serving.backup, serving.restore, serving.migrate_command, accounts_cli.user, chain_cli.audit_group,
    keys_cli.keys_group, samples.token_group, labels.labels_command, samples.days_command, samples.samples_group, samples.shipments_group,
    notifications.outbox_group, cases.pedigree_group, privacy.privacy_group, families.kinship_command,
    matching.advise_command, matching.sufficiency_command, matching.race_command,
):
    hoiam.add_command(command)


if __name__ == "__main__":
    hoiam()
