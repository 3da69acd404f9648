"""A judgement is worked in where it matters only, and makes the same identities as working all of them in at once."""

from hypothesis import given
from hypothesis import strategies as st

from clew.derived import Derived
from clew.engine import Serial
from clew.index import Index
from clew.records import Judgement, Observation, make
from clew.resolve import Resolution
from making import document, mention, observation

NAMES = ["Mara Tolland", "M. Tolland", "Tolland", "Piet Tolland", "Ilse Orrin", "Orrin"]
SHE = "She"


def observed(texts: list[list[str]]) -> list[Observation]:
    made = []
    for number, names in enumerate(texts):
        found = document(f"{number}. {'; '.join([*names, *names])}; {SHE}.", f"{number}.txt")
        named = [mention(found, name, nth=nth) for nth in (0, 1) for name in names if found.text.count(name) > nth]
        made.append(observation(found, *dict.fromkeys(named), mention(found, SHE, form="pronoun", name=SHE)))
    return made


def resolution(observations: list[Observation]) -> Resolution:
    return Derived.of(Serial(), Index(observations), ()).resolution


def told(found: Resolution) -> tuple[object, ...]:
    return list(found.identities.values()), found.home


texts = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), min_size=1, max_size=4)


@given(texts, st.data())
def test_one_after_the_other_is_as_all_at_once(texts: list[list[str]], data: st.DataObject) -> None:
    observations = observed(texts)
    mentions = [m.id for o in observations for m in o.mentions]
    found = bare = resolution(observations)
    made: list[Judgement] = []
    for number in range(data.draw(st.integers(1, 6))):
        verdict = data.draw(st.sampled_from(["same", "same", "different", "unsure", "undone"]))
        if verdict == "undone":
            left, right = data.draw(st.sampled_from([j.id for j in made] or ["none"])), ""
        else:
            left, right = data.draw(st.sampled_from(mentions)), data.draw(st.sampled_from(mentions))
        made.append(make(Judgement, left=left, right=right, verdict=verdict, score=1.0, reason=str(number), by="user"))
        found = found.judged(made)
        assert told(found) == told(bare.judged(made))
    assert told(found.judged([])) == told(bare)


@given(texts, st.data())
def test_a_different_is_never_bridged(texts: list[list[str]], data: st.DataObject) -> None:
    observations = observed(texts)
    mentions = [m.id for o in observations for m in o.mentions]
    pairs = st.tuples(st.sampled_from(mentions), st.sampled_from(mentions)).filter(lambda pair: pair[0] != pair[1])
    verdicts = st.sampled_from(["same", "different"])
    made = [
        make(Judgement, left=left, right=right, verdict=verdict, score=1.0, reason="", by="user")
        for (left, right), verdict in data.draw(st.lists(st.tuples(pairs, verdicts), max_size=8))
    ]
    home = resolution(observations).judged(made).home
    assert all(home[j.left] != home[j.right] for j in made if j.verdict == "different")


def test_a_pronoun_that_no_rule_ties_can_be_judged() -> None:
    observations = observed([["Mara Tolland"]])
    she = next(m.id for m in observations[0].mentions if m.form == "pronoun")
    bare = resolution(observations)
    assert she not in bare.home
    judged = make(Judgement, left=she, right=observations[0].mentions[0].id, verdict="same", score=1.0, reason="", by="user")
    home = bare.judged([judged]).home
    assert home[she] == home[observations[0].mentions[0].id]


@given(texts, st.data())
def test_a_chain_leads_from_one_to_the_other_by_judgements_that_stand(texts: list[list[str]], data: st.DataObject) -> None:
    observations = observed(texts)
    mentions = [m.id for o in observations for m in o.mentions]
    left, right = data.draw(st.sampled_from(mentions)), data.draw(st.sampled_from(mentions))
    said = make(Judgement, left=left, right=right, verdict="same", score=1.0, reason="", by="user")
    bare = resolution(observations)
    if left != right:
        assert bare.judged([said]).chain(left, right) == (said,)
    chain = bare.chain(left, right)
    assert all(j.verdict == "same" for j in chain)
    assert not chain or bare.home[left] == bare.home[right]
