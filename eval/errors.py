"""What can be wrong with what an evaluation is given; leaves of the tree in `ingest.errors`."""

from ingest.errors import OapError


class BadCases(OapError):
    """Question files that cannot be used."""


class BadReport(OapError):
    """A report that cannot be read, or a folder that none can be written to."""
