"""Text as found in, readable text out: look-alikes, invisibles and odd spaces, each repair reasoned and reversible."""

from clew.mend.document import findings, mend_document
from clew.mend.mended import Mended, mend_text
from clew.mend.report import Likeness, damage, likenesses

__all__ = ["Likeness", "Mended", "damage", "findings", "likenesses", "mend_document", "mend_text"]
