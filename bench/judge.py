"""How long a judgement takes until the page shows what follows from it, on a large case that nobody wrote.  `make bench-judge`

usage: python -m bench.judge [--mentions N]

The page is asked over its own handlers, in this process: a judgement is sent as the form of a person's page sends it, and its
answer leads to the page anew. The median of a dozen, of people with many mentions and with few, without the very first.
"""

import argparse
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", category=DeprecationWarning)
from bench.resolve import mails  # noqa: E402
from starlette.testclient import TestClient  # noqa: E402

from clew.case import Case  # noqa: E402
from clew.records import Identity  # noqa: E402
from clew.store import CaseFolder  # noqa: E402
from clew.view.app import create_app  # noqa: E402

# What a judgement may take at most until the page is there, in seconds.
MOST = 0.2


def main() -> int:
    """Print the times; return 1 when one is too long."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        case = Case(mails(asked.mentions), folder=CaseFolder.create(Path(folder) / "bench.clew"))
        print(f"{len(case.mentions):,} mentions, {len(case.documents):,} documents, {len(case.events):,} events", flush=True)
        took = _seconds(lambda: case.identities)
        print(f"who is who: {took:.1f} s, {len(case.identities):,} identities", flush=True)
        page = TestClient(create_app(case), base_url="http://127.0.0.1:8042", headers={"origin": "http://127.0.0.1:8042"})
        people = case.people()
        times = [_judged(case, page, "few mentions", people[len(people) // 2 :: 97][:14])]
        times.append(_judged(case, page, "many mentions", people[:14]))
    return int(max(times) > MOST)


def _judged(case: Case, page: TestClient, name: str, people: tuple[Identity, ...]) -> float:
    """Return the median seconds from a judgement about two people in turn to the page, and print it with the rest."""
    times = []
    for left, right in zip(people[::2], people[1::2], strict=False):
        for verdict in ("same", "different"):
            form = page.get(f"/person/{case.identity_of(left.mentions[0]).id}").text
            token = form.partition('name="token" value="')[2].partition('"')[0]
            sides = {"left": left.mentions[0], "right": right.mentions[0]}
            times.append(_seconds(lambda v=verdict, s=sides, t=token: _send(page, {"verdict": v, "token": t, "reason": ""} | s)))
    mentions = statistics.median(len(each.mentions) for each in people)
    print(
        f"judgement to page, {name} ({mentions:g}): {statistics.median(times[1:]):.3f} s, longest {max(times[1:]):.3f}",
        flush=True,
    )
    return statistics.median(times[1:])


def _send(page: TestClient, form: dict[str, str]) -> None:
    answer = page.post("/judge", data=form)
    if answer.status_code != 200 or "/person/" not in str(answer.url):
        raise SystemExit(f"the judgement was not taken: {answer.status_code} {answer.url}")


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.judge", description=__doc__.partition("\n")[0])
    parser.add_argument("--mentions", type=int, default=200_000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
