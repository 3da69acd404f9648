"""The messages of a case: mails found more than once gathered as one message each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clew.shingles import Numbers, Vocabulary, containment, shingles
from clew.trace.mails import Mail
from clew.trace.moments import minute
from clew.trace.quotes import own_ranges
from clew.trace.shelf import Told

# Half of the shorter one's runs of words: a list adds its footer, a scanner its errors, and it is still the same mail.
_SAME_WORDS = 0.5

# So many messages under one Message-ID, or of one sender in one minute under one subject, are compared with; the next is apart.
_MOST = 8

_Key = tuple[str, str] | tuple[str, int, str]


class Gathered(NamedTuple):
    """One message: the mails that are it, the earliest first, and what the first tells of itself."""

    mails: tuple[Mail, ...]
    told: Told

    @property
    def id(self) -> str:
        """The first document's id."""
        return self.mails[0].id

    @property
    def message_id(self) -> str | None:
        """Its Message-ID, or None."""
        return next((mail.message_id for mail in self.mails if mail.message_id), None)


def gather(mails: Sequence[Mail], vocabulary: Vocabulary) -> list[Gathered]:
    """Return the messages that `mails` (in order) are, in the order of their first mail.

    Two mails are one message when their words agree and they have the same Message-ID and sender; or when one has no Message-ID
    and sender, minute and subject are the same.
    """
    runs = {mail.id: shingles(vocabulary.words(mail.document.text, own_ranges(mail.document))) for mail in mails}
    groups: list[list[Mail]] = []
    known: dict[_Key, list[int]] = defaultdict(list)
    for mail in sorted(mails, key=lambda mail: mail.message_id is None):
        keys = list(_keys(mail))
        home = next((n for n in _around(known, keys, mail) if _alike(runs[mail.id], runs[groups[n][0].id])), len(groups))
        if home == len(groups):
            groups.append([])
            for key in keys:
                known[key].append(home)
        groups[home].append(mail)
    return [_gathered(group, runs) for group in _in_order(groups, mails)]


def _keys(mail: Mail) -> Iterator[_Key]:
    at = minute(mail.sent)
    for who in sorted(mail.senders) or [""]:
        if mail.message_id:
            yield mail.message_id, who
        if at is not None and who:
            yield who, at, mail.base


def _around(known: dict[_Key, list[int]], keys: Iterable[_Key], mail: Mail) -> dict[int, None]:
    wanted = [key for key in keys if len(key) == 2] if mail.message_id else keys
    return {n: None for key in wanted for n in known.get(key, ())[:_MOST]}


def _alike(a: Numbers, b: Numbers) -> bool:
    if not len(a) or not len(b):
        return len(a) == len(b)
    short, long = sorted((a, b), key=len)
    return containment(short, long) >= _SAME_WORDS


def _in_order(groups: Iterable[list[Mail]], mails: Sequence[Mail]) -> list[list[Mail]]:
    place = {mail.id: n for n, mail in enumerate(mails)}
    each = [sorted(group, key=lambda mail: place[mail.id]) for group in groups]
    return sorted(each, key=lambda group: place[group[0].id])


def _gathered(group: Sequence[Mail], runs: dict[str, Numbers]) -> Gathered:
    first = group[0]
    return Gathered(tuple(group), Told(first.senders, first.sent, first.base, runs[first.id]))
