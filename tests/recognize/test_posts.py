"""Posts people are said to hold, and when."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from clew.recognize.mentions import find_mentions
from clew.recognize.posts import find_posts

sys.path.insert(0, str(Path(__file__).parent))
casefile = importlib.import_module("casefile")


@pytest.mark.parametrize("case", casefile.cases("posts"))
def test_cases(case: dict[str, Any]) -> None:
    tree = casefile.tree(case)
    mentions = find_mentions(tree)
    names = {m.id: m.name for m in mentions}
    told = []
    for event in find_posts(tree, mentions):
        roles = dict(event.roles)
        post, rule = event.evidence[0].text, event.when and event.when.rule
        told.append((names[roles["holder"]], post, rule, names.get(roles.get("organization", "")), event.status))
        assert event.evidence[1].start <= event.evidence[0].start < event.evidence[0].end <= event.evidence[1].end
        assert event.when is None or (event.when.start, event.when.end, event.when.grain) == (None, None, "moment")
    assert sorted(told, key=str) == sorted(((*want, "happened")[:5] for want in case["posts"]), key=str)
