"""What may go wrong with these data, and what the program does about it: the risk part of the impact assessment (law 91/2025/QH15 art. 21). Pure.

The measures are those of docs/threat-model.md, which names the test that holds each; `threat` is the line where they stand there, empty where the danger
is to a right of the person and not to the data.
"""

from dataclasses import dataclass

from core.i18n import N_


@dataclass(frozen=True)
class Risk:
    """`harm` is what it would mean for a person; `rest` is what no program can take away and the office must do."""

    key: str
    title: str
    harm: str
    measure: str
    rest: str
    threat: str


RISKS = (
    Risk("stolen", N_("A laptop, telephone or disk with the data is lost or stolen"),
         N_("Strangers learn who is kin of whom, where they live and how to reach them"),
         N_("Every name, number, address, note and file is sealed field by field (AES-256-GCM); the key does not lie on the disk that holds the data"),
         N_("Lock the room and the screen; keep the recovery sheet with two different officers"), "A laptop is stolen"),
    Risk("looking", N_("Somebody of the staff looks up people who are none of their business"), N_("Family secrets are talked about in the village"),
         N_("Roles and communes limit what is seen; every look leaves a row with its reason; rows are chained, so none can be taken away unseen"),
         N_("Read the log every month and ask about looks without a case"), "A curious colleague"),
    Risk("wrong_family", N_("A result reaches the wrong family, or the right one in a wrong way"), N_("A shock, a false hope, a secret about descent"),
         N_("Two different people look at every result; a message only ever says please call; an officer tells the family in person"),
         N_("Train the officers who visit"), "A message tells the wrong person"),
    Risk("swap", N_("A tube is mixed up or lost on its road"), N_("Somebody else's kinship is examined; a family gives again"),
         N_("Codes with check digits scanned twice, custody by rows, frozen and signed manifests"), N_("Count the box before it is sealed"),
         "A forged result file, or results of a wrong tube"),
    Risk("laboratory", N_("The laboratory learns more than it needs"), N_("Names are tied to genetic traits outside the controller's hands"),
         N_("Manifests carry codes, never names; results come back without a DNA profile; names only in a list sealed to the laboratory's own key"),
         N_("An agreement with each laboratory on keeping and destroying samples"), "The laboratory, or whoever reads its mail"),
    Risk("no_consent", N_("Data are used beyond what somebody agreed to, or after it was taken back"),
         N_("The person loses control over their own body's data"),
         N_("Every use asks for the purpose at that moment; a withdrawal sets tubes apart, recalls sent ones and stops messages"),
         N_("Read the form aloud and slowly; nobody is pressed"), ""),
    Risk("export", N_("A list leaves the program and lies about"), N_("The same as a lost device, without any seal"),
         N_("Every file that leaves is counted, marked with who and when, and locked for its receiver where it holds personal data"),
         N_("Shred printed lists after the day"), "A list with names leaves and is passed on"),
    Risk("intruder", N_("Somebody from outside enters through the web pages or a prepared file"), N_("Data are read, altered or destroyed"),
         N_("Strict sign-in with a second factor for the powerful, limits on tries, uploads bounded and opened safely, no foreign service needed"),
         N_("Install updates of the operating system; keep the server inside the country"), "Guessing a password or a token"),
    Risk("loss", N_("Data are destroyed by a fault, fire or error"), N_("Consents and results are lost; people must give again"),
         N_("One transaction a request, copies before every change of the tables, nothing is ever overwritten"),
         N_("Keep a sealed copy in another building and try to restore it once a quarter"), ""),
)
