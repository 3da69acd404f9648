"""Templates in, pages out. Everything is escaped; characters that act instead of being seen are printed as labels."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from clew.show import counted, strands_words
from clew.trace.certainty import claim_sureness, sureness
from clew.view import words
from clew.view.desk import Desk
from clew.view.marks import KINDS
from clew.view.safety import label, pieces, unicode_name, visible
from clew.when import display, placed


def render(desk: Desk, template: str, **context: Any) -> str:
    """Return the page made of `template` and `context`."""
    return _environment().get_template(template).render(desk=desk, **context)


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("clew.view"),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        brief=words.brief,
        count=words.count,
        label=label,
        passage=words.passage,
        shortened=words.shortened,
        unicode_name=unicode_name,
        when=display,
    )
    env.globals.update(
        chain=words.chain,
        chain_text=words.chain_text,
        counted=counted,
        event_sureness=sureness,
        interval=words.interval,
        kinds=KINDS,
        once_each=words.once_each,
        pieces=pieces,
        placed=placed,
        query=words.query,
        roles=words.roles,
        strands=strands_words,
        sureness=claim_sureness,
    )
    return env
