"""The fictional province: invented registers, an invented past, and a laboratory to talk to.

It drives the same commands as the pages and knows the domains by their front doors. `data/` holds sample workbooks as offices keep
them; `laboratory.py` answers a manifest with a result sheet, traps included.
"""

from demo.commands import load

__all__ = ["load"]
