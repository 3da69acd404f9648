"""The report on a stream, in memory that does not grow with it: everything is counted, the first findings of a kind kept."""

from collections import Counter

from clew.mend.stream.mending import Stretch
from clew.records import Finding

# So many findings of each kind are kept; more are only counted. A person reads fewer, a megabyte holds them.
KEPT = 1000


class Tally:
    """Counts what the stretches of one stream brought.

    repairs       how many by rule           characters   code points as found
    findings      how many by kind           kept         the first `KEPT` findings of each kind
    is_changed    whether a byte would change
    """

    def __init__(self) -> None:
        self.repairs: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.kept: list[Finding] = []
        self.characters = 0
        self.is_changed = False

    def count(self, stretch: Stretch) -> None:
        """Count the repairs of `stretch`."""
        self.repairs.update(edit.rule for edit in stretch.edits)
        self.characters += len(stretch.found)
        self.is_changed |= stretch.is_changed

    def keep(self, stretch: Stretch) -> None:
        """Count the findings of `stretch`, and keep them while there are few of their kind."""
        for finding in stretch.findings:
            self.findings[finding.kind] += 1
            if self.findings[finding.kind] <= KEPT:
                self.kept.append(finding)

    @property
    def left_out(self) -> dict[str, int]:
        """How many findings of which kind were counted and not kept."""
        return {kind: count - KEPT for kind, count in sorted(self.findings.items()) if count > KEPT}
