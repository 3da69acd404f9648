"""Text as found in, readable text out: look-alikes, invisibles and odd spaces, each repair reasoned and reversible."""

from clew.mend.document import findings, mend_document
from clew.mend.findings import damage
from clew.mend.fingerprint import Likeness, likenesses
from clew.mend.mended import Mended, mend_text

__all__ = ["Likeness", "Mended", "damage", "findings", "likenesses", "mend_document", "mend_text"]
