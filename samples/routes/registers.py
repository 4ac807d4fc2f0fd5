"""Loading the register of remains and the laboratory's receipt."""

from core.i18n import N_
from core.web.intake import intake_pages
from samples import commands, queries

RemainsIntake = intake_pages(
    path="/hai-cot/nap", kind="remains", needs="remains.write", title=N_("Load a register of remains"),
    intro=N_("Send the workbook as the office keeps it. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: queries.stage_remains(work.session, name, content, mapping),
    load=lambda work, staged, _: commands.load_remains(work, staged), done_href="/lo",
)
ReceiptIntake = intake_pages(
    path="/bien-nhan/nap", kind="receipt", needs="samples.receive", title=N_("Load the laboratory's receipt"),
    intro=N_("Send the laboratory's workbook. You see every row before anything is saved."),
    stage=lambda work, name, content, mapping: queries.stage_receipt(work.session, name, content, mapping),
    load=lambda work, staged, _: commands.load_receipt(work, staged), done_href="/lo",
)
