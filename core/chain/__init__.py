"""The chain: every row of the audit, of looks and of custody holds on to the one before it, so that nothing is changed or taken away unseen.

A **link** is SHA-256 of the link before it, its number, its time, and what its row holds (Haber and Stornetta, "How to time-stamp a digital
document", 1991). A **head** is the newest link; printed on paper it witnesses everything before it. **Verifying** reads every row once, without a
network, and names the first that does not agree. A table takes part by `chained = True` on its model; the kernel knows no room.
"""

from core.chain.heads import Head, HeadUnreadable, PhotoOfNoHead, PrintedHead, head, read_head, read_head_photo
from core.chain.linking import begin
from core.chain.rows import ChainLink, chained_models
from core.chain.verifying import Broken, Fault, Verdict, verify

__all__ = [
    "Broken", "ChainLink", "Fault", "Head", "HeadUnreadable", "PhotoOfNoHead", "PrintedHead", "Verdict", "begin", "chained_models", "head", "read_head", "read_head_photo",
    "verify",
]
