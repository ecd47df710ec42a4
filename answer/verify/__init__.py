"""Nothing leaves unless its evidence says it: claims are checked against what they cite."""

from answer.verify.claim import is_borne_out, objection
from answer.verify.draft import verify

__all__ = ["is_borne_out", "objection", "verify"]
