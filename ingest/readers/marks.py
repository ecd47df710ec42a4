"""Characters that readers write: raised digits, bullets."""

from ingest.text import SUPERSCRIPTS

BULLET_MARK = "\u00b7"
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)


def superscript(digits: str) -> str:
    """Return digits raised: "12" gives "¹²"."""
    return digits.translate(_RAISED)
