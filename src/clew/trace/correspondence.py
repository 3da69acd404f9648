"""The correspondence in a case: its threads, the mails known only from quotation, and the quotations that differ."""

from collections.abc import Iterable
from functools import cached_property

from clew.records import Difference, Document, Quoted, Thread
from clew.shingles import Vocabulary
from clew.trace.differences import find_differences
from clew.trace.gather import gather
from clew.trace.mails import ReadDate, mails_of
from clew.trace.quotations import find_quotations
from clew.trace.threads import find_threads


class Correspondence:
    """What follows from the mails among `documents`, worked out when asked for. The order of the documents does not matter.

    read_date: reads the words of a date in a quoted header; None when they name none.
    """

    def __init__(self, documents: Iterable[Document], read_date: ReadDate) -> None:
        self._vocabulary = Vocabulary()
        self._messages = gather(mails_of(documents), self._vocabulary)
        self._quotations = find_quotations(self._messages, read_date, self._vocabulary)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """The threads, in the order of time. Every mail is in exactly one, also one that stands alone."""
        return find_threads(self._messages, self._quotations)

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The mails known only from quotation, in the order of their ids."""
        return self._quotations.quoted

    @cached_property
    def mails(self) -> dict[str, Document]:
        """The mails by their id, those known only from quotation too."""
        known = {mail.id: mail.document for message in self._messages for mail in message.mails}
        return known | {each.document.id: each.document for each in self.quoted}

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """How quotations differ from what they quote, in the order of the quoting documents' ids and of their text."""
        quotations = [q for each in self._quotations.of.values() for q in each]
        return find_differences(quotations, self.mails, self._vocabulary)
