"""What is said, by whom, how surely."""

from collections import Counter
from typing import Any

from clew.records import Claim
from clew.show import holder_words
from clew.trace.certainty import claim_sureness
from clew.view.asked import Asked, sheet
from clew.view.desk import Desk
from clew.view.words import AUTHOR


def context(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Return the claims whose last `voice` holds these words ("author": the document's), and that are so `sure`."""
    voice, sure = asked.get("voice", "").strip().casefold(), asked.get("sure", "")
    claims = desk.case.claims.values()
    wanted = [c for c in claims if voice in _speaker(c).casefold() and sure in ("", claim_sureness(c))]
    shown, pager = sheet(asked, wanted)
    return {
        "voice": asked.get("voice", ""),
        "sure": sure,
        "claims": shown,
        "pager": pager,
        "voices": Counter(_speaker(c) for c in claims).most_common(12),
        "surenesses": sorted(Counter(claim_sureness(c) for c in claims).items()),
    }


def _speaker(claim: Claim) -> str:
    """Return the words for the innermost voice: the one nearest to what is said."""
    named = [holder_words(v.holder) for v in claim.voices if v.holder]
    return named[-1] if named else AUTHOR
