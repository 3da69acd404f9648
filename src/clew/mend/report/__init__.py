"""What the damage in a text tells, and in several texts together: evidence with all its readings, never proof."""

from clew.mend.report.findings import damage, find
from clew.mend.report.fingerprint import Likeness, likenesses
from clew.mend.report.voices import voices

__all__ = ["Likeness", "damage", "find", "likenesses", "voices"]
