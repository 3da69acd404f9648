"""What can go wrong, by whose fault: every message is one line that says what to do."""


class ClewError(Exception):
    """Any error Clew raises on purpose. The command line prints its message and exits with 1."""


class SpanError(ClewError):
    """A span that does not lie in its document."""


class EvidenceError(ClewError):
    """A file that cannot be read; it becomes a receipt with outcome "failed" and this message as its reason."""


class CaseError(ClewError):
    """A case folder that is missing, damaged, or made by a newer version."""


class Stopped(ClewError):
    """The user interrupted long work; what was done is kept."""


class AskError(ClewError):
    """A question that cannot be answered as asked: an unknown name, an ambiguous one, a malformed query."""
