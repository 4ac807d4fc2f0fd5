"""Portal: the family's page. Slip code and second factor, then where the sample is and whom to call, in plain words.

It shows no name of kin, no match, no likelihood and no percentage.
"""

from portal.routes import routes

__all__ = ["routes"]
