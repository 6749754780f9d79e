"""One happening, one row: which accounts are one event, and that days add up to one run."""

from dataclasses import replace

import pytest
from accounts_made import account, day, party
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.linking.accounts import Account
from pipelines.linking.events import link_mentions
from pipelines.records import ActorKind, Kind

NUMBERS = "The numbers are still on the table, and they are still hard"
FULL = f"“Today we stopped shouting across the water. {NUMBERS}.”"
BERGEN = account("a", "vikhammer", "thorsteinsdottir", on=day(0), place="bergen")
SPOKEN = account("a", "thorsteinsdottir", says=FULL, on=day(0))


def groups(*accounts: Account) -> set[frozenset[str]]:
    """The events as sets of article ids."""
    events: dict[str, set[str]] = {}
    for link in link_mentions(accounts, [])[0]:
        events.setdefault(link.event_id, set()).add(link.article_id)
    return {frozenset(articles) for articles in events.values()}


def is_one(*accounts: Account) -> bool:
    return len(groups(*accounts)) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(BERGEN, article_id="b"), id="word for word"),
        pytest.param(account("b", "vikhammer", "thorsteinsdottir"), id="no date, published then"),
        pytest.param(
            account("b", "vikhammer", "thorsteinsdottir", "corrigan", on=day(0)), id="one more"
        ),
        pytest.param(
            account("b", party("Vikhammer"), party("Thorsteinsdóttir"), on=day(0)), id="surnames"
        ),
        pytest.param(
            account("b", "vikhammer", "thorsteinsdottir", on=(day(-2), day(4))), id="that week"
        ),
        pytest.param(
            account(
                "b", "vikhammer", "thorsteinsdottir",
                on=day(0), published=day(-6), reality="planned",
            ),
            id="planned for that day",
        ),
        pytest.param(account("b", "norway", "iceland", on=day(0), place="bergen"), id="states"),
        pytest.param(account("b", "vikhammer", on=day(0), place="bergen"), id="one party named"),
    ],
)  # fmt: skip
def test_one_meeting(other):
    assert is_one(BERGEN, replace(other, article_id="b"))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(account("b", "vikhammer", "thorsteinsdottir", on=day(1)), id="next day"),
        pytest.param(
            account("b", "vikhammer", "thorsteinsdottir", on=day(36), reality="planned"),
            id="the next meeting, planned",
        ),
        pytest.param(account("b", "vikhammer", "corrigan", on=day(0)), id="another counterpart"),
        pytest.param(
            account("b", "vikhammer", "corrigan", on=day(0), place="bergen"), id="the next guest"
        ),
        pytest.param(account("b", "strand", "corrigan", on=day(0), place="bergen"), id="others"),
        pytest.param(account("b", "vikhammer", on=(day(-3), day(3))), id="one party, that week"),
        pytest.param(
            account("b", "vikhammer", "thorsteinsdottir", published=day(60)), id="two months later"
        ),
        pytest.param(
            account(
                "b",
                party("vikhammer", country="SWE"),
                party("thorsteinsdottir", country="FIN"),
                on=day(0),
                place="bergen",
            ),
            id="namesakes from other countries",
        ),
    ],
)
def test_two_meetings(other):
    assert not is_one(BERGEN, other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(account("b", "thorsteinsdottir", says=FULL), id="in full"),
        pytest.param(account("b", "thorsteinsdottir", says=f"“{NUMBERS}”"), id="in part"),
        pytest.param(
            account("b", "thorsteinsdottir", says="they “stopped shouting across the water”"),
            id="mixed",
        ),
        pytest.param(
            account("b", "thorsteinsdottir", says="the two had stopped shouting across the water"
                    " but the numbers were still hard"),
            id="indirect",
        ),
        pytest.param(
            account("b", party("Thorsteinsdóttir"), says=f"“{NUMBERS}”", on=day(1)), id="surname"
        ),
        pytest.param(account("b", "iceland", says=FULL), id="her country"),
    ],
)  # fmt: skip
def test_one_statement(other):
    assert is_one(SPOKEN, other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(account("b", "vikhammer", says=FULL), id="another speaker"),
        pytest.param(
            account("b", "thorsteinsdottir", says="“I have seen easier meetings,”"), id="else"
        ),
        pytest.param(
            account("b", "thorsteinsdottir", says="quotas on mackerel must follow the fish"),
            id="other matter",
        ),
        pytest.param(account("b", "thorsteinsdottir", says="“hard”"), id="a word is no proof"),
        pytest.param(account("b", "thorsteinsdottir", says=FULL, published=day(30)), id="later"),
        pytest.param(account("b", "thorsteinsdottir", says=FULL, kind=Kind.REPORT), id="a report"),
        pytest.param(
            account("b", party("thorsteinsdottir", country="CAN"), says=FULL), id="namesake"
        ),
        pytest.param(
            account(
                "b",
                party("thorsteinsdottir", sector="BUS", position=frozenset({"brewer"})),
                says="the numbers are still hard on the table",
            ),
            id="a namesake of another trade",
        ),
        pytest.param(account("b", "thorsteinsdottir", says=FULL, is_negative=True), id="a refusal"),
    ],
)  # fmt: skip
def test_two_statements(other):
    assert not is_one(SPOKEN, other)


def unnamed(article: str, says: str, **given) -> Account:
    source = party(
        "a person in the room", actor_id=f"anonymous:{article}:1", kind=ActorKind.ANONYMOUS
    )
    return account(article, source, says=says, **given)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (unnamed("a", FULL), unnamed("b", FULL), True),
        (unnamed("a", "talks went on"), unnamed("b", "talks went on"), False),
        (
            unnamed("a", "talks went on until four", story_id="s"),
            unnamed("b", "talks went on until four", story_id="s"),
            True,
        ),
    ],
    ids=["a long quotation", "the same few words", "copies of one text"],
)
def test_unnamed_sources(one, other, same):
    assert is_one(one, other) is same


def test_refusals_to_comment_are_one_only_in_copies_of_one_text():
    one, copy = (
        account(a, "vikhammer", kind=Kind.STATEMENT, story_id="s", is_negative=True) for a in "ab"
    )
    assert is_one(one, copy)
    assert not is_one(one, replace(copy, story_id="b"))


def test_two_meetings_of_the_same_parties_are_not_bridged_by_an_undated_account():
    later = account("b", "vikhammer", "thorsteinsdottir", on=day(5))
    vague = account("c", "vikhammer", "thorsteinsdottir", published=day(5))
    assert groups(BERGEN, later, vague) == {frozenset("a"), frozenset("bc")}


def test_two_parts_of_a_statement_become_one_event_when_it_is_quoted_in_full():
    parts = [
        account("a", "thorsteinsdottir", says="“Today we stopped shouting across the water”"),
        account("b", "thorsteinsdottir", says=f"“{NUMBERS}”"),
    ]
    assert not is_one(*parts)
    before, _ = link_mentions(parts, [])
    ids = {link.mention_id: link.event_id for link in before}
    known = [replace(part, event_id=ids[part.mention_ids[0]]) for part in parts]
    links, superseded = link_mentions([account("c", "thorsteinsdottir", says=FULL)], known)
    assert len(superseded) == 1
    assert {superseded[0].event_id, superseded[0].superseded_by} == set(ids.values())
    assert links[0].event_id == superseded[0].superseded_by


def test_mentions_of_one_account_share_its_event():
    links, _ = link_mentions([replace(BERGEN, mention_ids=("one", "two"))], [])
    assert [link.mention_id for link in links] == ["one", "two"]
    assert len({link.event_id for link in links}) == 1
    assert links[0].event_id.startswith("m-")
    assert links[0].score == 1.0


def test_known_accounts_get_no_links():
    links, _ = link_mentions([], [replace(BERGEN, event_id="m-known")])
    assert links == []
    links, _ = link_mentions(
        [replace(BERGEN, article_id="b", mention_ids=("new",))],
        [replace(BERGEN, event_id="m-known")],
    )
    assert [(link.mention_id, link.event_id) for link in links] == [("new", "m-known")]


SAYINGS = (
    FULL,
    f"“{NUMBERS}”",
    "“stopped shouting across the water”",
    "“zero”",
    "fish are fish",
    "",
)
ACCOUNTS = st.lists(
    st.builds(
        lambda number, names, on, published, says, place: account(
            f"article {number}", *names, on=on, published=published, says=says, place=place
        ),
        number=st.integers(0, 10**6),
        names=st.sets(st.sampled_from(("vikhammer", "thorsteinsdottir", "norway", "iceland"))),
        on=st.sampled_from((None, day(0), day(1), (day(-3), day(3)))),
        published=st.integers(0, 12).map(day),
        says=st.sampled_from(SAYINGS),
        place=st.sampled_from(("", "bergen", "oslo")),
    ),
    max_size=25,
    unique_by=lambda made: made.mention_ids,
)


def linked(days: list[list[Account]]) -> dict[str, str]:
    """The living event of each mention after these partitions, one after the other."""
    events: dict[str, str] = {}
    seen: list[Account] = []
    for new in days:
        known = [replace(one, event_id=events[one.mention_ids[0]]) for one in seen]
        links, superseded = link_mentions(new, known)
        moved = {gone.event_id: gone.superseded_by for gone in superseded}
        events = {mention: moved.get(event, event) for mention, event in events.items()}
        events |= {link.mention_id: link.event_id for link in links}
        seen += new
    return events


@settings(deadline=None)
@given(ACCOUNTS)
def test_days_one_by_one_give_the_events_of_one_run(accounts):
    by_day = [[a for a in accounts if a.seen_on == day(n)] for n in range(13)]
    assert linked(by_day) == linked([accounts])


@settings(deadline=None)
@given(ACCOUNTS, st.randoms())
def test_the_order_within_a_run_makes_no_difference(accounts, rng):
    shuffled = list(accounts)
    rng.shuffle(shuffled)
    assert linked([accounts]) == linked([shuffled])


@settings(deadline=None)
@given(ACCOUNTS)
def test_every_mention_gets_one_living_event(accounts):
    links, superseded = link_mentions(accounts, [])
    assert sorted(link.mention_id for link in links) == sorted(a.mention_ids[0] for a in accounts)
    assert not {link.event_id for link in links} & {gone.event_id for gone in superseded}
