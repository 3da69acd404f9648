"""The demo case's hidden identities: who they may be, with who says so, what speaks against it, and nobody decided."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from clew.case import Case
from clew.errors import AskError
from clew.records import Ground, Hypothesis, Identity
from clew.showcalled import called_lines
from clew.trace.initials import letters, name_words
from demo.reading import KEY, folded

Entry = dict[str, Any]
HIDDEN = KEY["unidentified"]


@pytest.fixture(scope="module")
def case(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    own = tmp_path_factory.mktemp("judged") / "harbour.clew"  # what is judged here is nobody else's business
    return Case.open(shutil.copytree(harbour, own))


@pytest.fixture(scope="module")
def hidden(case: Case) -> list[Identity]:
    found = [i for i in case.people() if i.name == HIDDEN["name"]]
    assert found
    return found


def stands(case: Case, entry: Entry, ground: Ground) -> bool:
    quote, words = folded(entry["quote"]), folded(ground.span.text)
    return case.documents[ground.span.document].source.path == entry["file"] and (words in quote or quote in words)


def was_read(case: Case, entry: Entry) -> bool:
    return any(d.source.path == entry["file"] and folded(entry["quote"]) in folded(d.text) for d in case.documents.values())


def of_name(hypotheses: tuple[Hypothesis, ...], name: str) -> Hypothesis:
    (found,) = [h for h in hypotheses if h.name == name]
    return found


@pytest.mark.parametrize("entry", HIDDEN["hypotheses"], ids=lambda entry: entry["is"])
def test_each_hypothesis_is_found_with_its_passage_and_its_voice(case: Case, hidden: list[Identity], entry: Entry) -> None:
    if not was_read(case, entry):
        pytest.skip(f"{entry['file']} could not be read here")
    for identity in hidden:
        hypothesis = of_name(case.hypotheses(identity), entry["is"])
        said = [g for g in hypothesis.pro if g.voices and stands(case, entry, g)]
        assert hypothesis.kind == entry["kind"]
        assert said
        last = [g.voices[-1] for g in said]
        named = entry["voices"][-1] in {folded(v.holder.text) for v in last if v.holder}
        assert named or all(v.holder is None for v in last)


def test_what_speaks_against_is_found_and_ranks_it_last(case: Case, hidden: list[Identity]) -> None:
    for identity in hidden:
        found = case.hypotheses(identity)
        against = of_name(found, HIDDEN["against"]["is"])
        assert any(stands(case, HIDDEN["against"], g) and folded(g.voices[-1].holder.text) == "Bellamy" for g in against.contra)
        assert found[-1] == against


def test_no_other_hypothesis_is_made_and_nobody_is_decided(case: Case, hidden: list[Identity]) -> None:
    for identity in hidden:
        assert not identity.identified
        assert {h.name for h in case.hypotheses(identity)} <= {entry["is"] for entry in HIDDEN["hypotheses"]}


def owners() -> dict[str, set[str]]:
    """Return whose each name of the key is, by its letters or words; a surname is everybody's who bears it."""
    found: dict[str, set[str]] = {}
    for person in KEY["people"]:
        for name in [*person["names"], *person["addresses"]]:
            for key in (letters(name) or name.casefold(), *name_words(name)[-1:]):
                found.setdefault(key, set()).add(person["name"])
    return found


def test_short_names_and_addresses_are_resolved_or_their_person_comes_first(case: Case) -> None:
    found, missed = 0, []
    whose = owners()
    for identity in case.identities.values():
        owner = whose.get(letters(identity.name) or identity.name.casefold(), set())
        if len(owner) == 1 and case.derived.unidentified.is_unidentified(identity):
            first = [h.name for h in case.hypotheses(identity)][:1]
            found, missed = (found + 1, missed) if set(first) == owner else (found, [*missed, (identity.name, first)])
    print(f"hidden: {found} found, missed {missed}")
    assert missed == []


def test_a_description_gets_no_hypothesis_from_mere_presence(case: Case) -> None:
    for identity in case.identities.values():
        if identity.kind == "person" and not identity.identified:
            for hypothesis in case.hypotheses(identity):
                rules = {g.by for g in hypothesis.pro}
                assert rules - {"same-document/1", "same-company/1", "gender/1"}, (identity.name, hypothesis.name)


def test_a_description_that_fits_a_post_has_its_holder_first(case: Case) -> None:
    described = [i for i in case.identities.values() if i.name == "An aide to Judith Carlyon"]
    assert described
    for identity in described:
        assert [h.name for h in case.hypotheses(identity)] == ["Denzil Hocking"]


def test_the_order_of_evidence_does_not_matter(case: Case, hidden: list[Identity]) -> None:
    turned = Case(list(case.observations.values())[::-1])
    for identity in hidden:
        (same,) = [i for i in turned.people() if i.name == HIDDEN["name"] and set(i.mentions) == set(identity.mentions)]
        assert turned.hypotheses(same) == case.hypotheses(identity)


def test_a_judgement_resolves_all_its_mentions_and_shows_that_they_were_unknown(case: Case, hidden: list[Identity]) -> None:
    nora = case.person("Nora Bellamy")
    mentions = set(hidden[0].mentions)
    case.judge("same", hidden[0].id, nora.id, "she told the court")
    try:
        now = case.person("Nora Bellamy")
        assert mentions <= set(now.mentions)
        (unknown,) = case.unknowns(now)
        assert unknown.name == HIDDEN["name"]
        assert unknown.judgement.reason == "she told the court"
        assert unknown.until == unknown.judgement.at
        assert {name_words(h.name) for h in unknown.hypotheses} >= {("nora", "bellamy"), ("north", "bight")}
    finally:
        case.undo()
    assert case.unknowns(case.person("Nora Bellamy")) == ()


def test_one_of_several_of_a_name_is_asked_for_as_the_message_says(case: Case) -> None:
    with pytest.raises(AskError, match="ask by id") as told:
        case.person("NB")
    for shown in re.findall(r"\(([0-9a-f]{8}),", str(told.value)):
        assert case.person(shown).name == "NB"


def test_all_who_are_called_so_are_shown_together_and_offered_as_pairs(case: Case, hidden: list[Identity]) -> None:
    assert {i.id for i in case.called(HIDDEN["name"])} == {i.id for i in hidden}
    lines = list(called_lines(case, HIDDEN["name"], case.called(HIDDEN["name"])))
    assert all(any(line.startswith(i.id[:8]) for line in lines) for i in hidden)
    assert f"“{HIDDEN['name']}”: {len(hidden)} that are not identified" in lines[0]
    offered = {i.id for left, right, _ in case.unsure_pairs() for i in (left, right)}
    assert {i.id for i in hidden} <= offered
    assert [i.name for i in case.called("Nora Bellamy")] == ["Nora Bellamy"]
    with pytest.raises(AskError):
        case.called("nobody of this name")
