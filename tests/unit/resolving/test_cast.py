"""Who is who within an article: names, titles, pronouns, descriptions, unnamed sources."""

import datetime as dt

import pytest

from pipelines.reading.reader import Reader
from pipelines.records import ActorKind, Article
from pipelines.resolving.cast import Cast

ENVOYS = """Greek president Nikos Floros's chief of staff, Petra Lambrou, flew to Oslo on Monday.

There she met Norway's pick as special envoy for Cuba, Arne Solvang, and the deputy finance \
minister of Denmark, Lise Holt.

"We have an understanding," Lambrou said. Solvang called the talks useful. He warned that Havana \
would wait. A senior Norwegian official told Reuters that both sides were tired, and people \
familiar with the matter confirmed it.

The agency did not name the official. Moscow said it was watching."""

POLITICS = """Lawmaker calls for inquiry

Rep. Dana Whitlock (D-Ohio), the top Democrat on the panel, said Friday that the inquiry was late.

"It is late," the Ohio congresswoman said. The Harbour Courier reported that Mayor Bill de Souza \
agreed. De Souza declined to comment, the paper said.

The Alliance for Open Water (AOW) backed her. AOW said it would sue. Critics of the plan, \
including Dana Whitlock and Sen. Rob Marsh, said they would vote against it."""


def cast_of(text, published="2024-12-06"):
    at = dt.datetime.fromisoformat(published).replace(tzinfo=dt.UTC)
    (document,) = Reader().read([Article(article_id="a", text=text, published_at=at)])
    return Cast(document)


@pytest.fixture(scope="module")
def envoys():
    return cast_of(ENVOYS)


@pytest.fixture(scope="module")
def politics():
    return cast_of(POLITICS)


def linked(cast, phrase, part=None):
    """The actors of a phrase, or of a part of it where the phrase only says which one is meant."""
    start = cast.document.text.index(phrase)
    return [cast.actor(k.actor_id) for k in cast.link((start, start + len(part or phrase)))]


@pytest.mark.parametrize(
    ("phrase", "part", "names"),
    [
        ("Greek president Nikos Floros's chief of staff, Petra Lambrou", None, ["Petra Lambrou"]),
        ("she met", "she", ["Petra Lambrou"]),
        ("Norway's pick as special envoy for Cuba, Arne Solvang", None, ["Arne Solvang"]),
        ("the deputy finance minister of Denmark, Lise Holt", None, ["Lise Holt"]),
        ("We have", "We", ["Petra Lambrou"]),
        ("Lambrou said", "Lambrou", ["Petra Lambrou"]),
        ("Solvang called", "Solvang", ["Arne Solvang"]),
        ("He warned", "He", ["Arne Solvang"]),
        ("Havana would", "Havana", ["Cuba"]),
        ("A senior Norwegian official", None, ["A senior Norwegian official"]),
        ("people familiar with the matter", None, ["people familiar with the matter"]),
        ("The agency", None, ["Reuters"]),
        ("the official", None, ["A senior Norwegian official"]),
        ("Moscow said", "Moscow", ["Russia"]),
    ],
)
def test_every_mention_is_its_actor(envoys, phrase, part, names):
    assert [actor.name for actor in linked(envoys, phrase, part)] == names


@pytest.mark.parametrize(
    ("phrase", "kind", "country"),
    [
        ("Petra Lambrou", ActorKind.PERSON, "GRC"),
        ("Arne Solvang", ActorKind.PERSON, "NOR"),
        ("Lise Holt", ActorKind.PERSON, "DNK"),
        ("Reuters", ActorKind.OUTLET, "GBR"),
        ("Moscow", ActorKind.STATE, "RUS"),
        ("A senior Norwegian official", ActorKind.ANONYMOUS, "NOR"),
        ("people familiar with the matter", ActorKind.ANONYMOUS, ""),
    ],
)
def test_kind_and_country_from_the_holders_side(envoys, phrase, kind, country):
    (actor,) = linked(envoys, phrase)
    assert (actor.kind, actor.country) == (kind, country)


def test_role_and_status(envoys):
    (chief,) = linked(envoys, "Petra Lambrou")
    (envoy,) = linked(envoys, "Arne Solvang")
    assert chief.role == "chief of staff"
    assert (envoy.role, envoy.status) == ("special envoy for Cuba", "incoming")


@pytest.mark.parametrize(
    ("phrase", "part", "names"),
    [
        ("Lawmaker", None, ["Dana Whitlock"]),
        ("the Ohio congresswoman", None, ["Dana Whitlock"]),
        ("Mayor Bill de Souza", None, ["Bill de Souza"]),
        ("De Souza declined", "De Souza", ["Bill de Souza"]),
        ("the paper", None, ["Harbour Courier"]),
        ("AOW said", "AOW", ["Alliance for Open Water"]),
        (
            "Critics of the plan, including Dana Whitlock and Sen. Rob Marsh",
            None,
            ["Critics of the plan", "Dana Whitlock", "Rob Marsh"],
        ),
    ],
)
def test_titles_acronyms_and_leads(politics, phrase, part, names):
    assert [actor.name for actor in linked(politics, phrase, part)] == names


def test_party_and_state_give_the_country(politics):
    (actor,) = linked(politics, "Rep. Dana Whitlock (D-Ohio)")
    assert (actor.country, actor.sector) == ("USA", "LEG")


@pytest.mark.parametrize(
    ("text", "phrase", "actor_id"),
    [
        ("President Volodymyr Zelenskiy spoke on Friday.", "Zelenskiy", "volodymyr_zelenskyy"),
        ("Vladimir Zelensky spoke on Friday.", "Vladimir Zelensky", "volodymyr_zelenskyy"),
        ("Kiev is ready to talk.", "Kiev", "government_of_ukraine"),
        ("Kyiv is ready to talk.", "Kyiv", "government_of_ukraine"),
        ("The WSJ reported it.", "The WSJ", "wall_street_journal"),
        ("The Kremlin denied it.", "The Kremlin", "kremlin"),
    ],
)
def test_spellings_are_one_actor(text, phrase, actor_id):
    assert [a.actor_id.removeprefix("the_") for a in linked(cast_of(text), phrase)] == [actor_id]


def test_an_office_depends_on_the_day_of_the_article():
    (then,) = linked(cast_of("Barack Obama spoke.", "2015-03-01"), "Barack Obama")
    (now,) = linked(cast_of("Barack Obama spoke.", "2023-03-01"), "Barack Obama")
    assert (then.office, then.status) == ("President", "")
    assert (now.office, now.status) == ("", "former")


def test_two_people_of_one_name_stay_two():
    cast = cast_of("Mary Hale met Tom Hale. Mr. Hale left early. Mrs. Hale stayed.")
    (left,) = linked(cast, "Mr. Hale")
    (stayed,) = linked(cast, "Mrs. Hale")
    assert (left.name, stayed.name) == ("Tom Hale", "Mary Hale")


def test_a_pronoun_without_antecedent_links_nobody():
    assert cast_of("He said it was late.").link((0, 2)) == []


def test_a_floating_quotation_goes_to_the_last_speaker(envoys):
    offset = envoys.document.text.index("He warned")
    (link,) = envoys.speaker_before(offset)
    assert envoys.actor(link.actor_id).name == "Arne Solvang"


@pytest.mark.parametrize("text", ["", "\n\n", "“", "A B C D", "SAID SMITH AND HE WENT", "、。"])
def test_odd_texts_do_not_raise(text):
    cast = cast_of(text)
    cast.link((0, len(text)))
    assert all(a.actor_id for a in cast.actors())


def test_spans_name_the_actor(envoys):
    text = envoys.document.text
    (actor,) = linked(envoys, "Arne Solvang")
    assert {text[s:e] for s, e in actor.mentions} >= {"Arne Solvang", "Solvang", "He"}


def test_the_same_article_twice_gives_the_same_actors():
    assert cast_of(POLITICS).actors() == cast_of(POLITICS).actors()


@pytest.mark.parametrize(
    ("phrase", "speaker"),
    [
        ("a statement from the Danish Energy Ministry", "Danish Energy Ministry"),
        ("The Courier's report", "Courier"),
        ("a study by Lise Holt", "a study by Lise Holt"),
    ],
)
def test_who_speaks_through_a_text(phrase, speaker):
    cast = cast_of(
        "The Harbour Courier ran it first. On Friday a statement from the Danish Energy Ministry "
        "called it false. The Courier's report said a study by Lise Holt had found ice."
    )
    assert [actor.name.removeprefix("Harbour ") for actor in linked(cast, phrase)] == [speaker]


def known_by(text):
    """Name, kind, country and role of the actors that a text names."""
    actors = cast_of(text).actors()
    return [(a.name, str(a.kind), a.country, a.role) for a in actors]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "The skipper of the trawler, Arni Gunnarsson, denied it.",
            ("Arni Gunnarsson", "person", "", "skipper of the trawler"),
        ),
        (
            "The commissioner for fisheries, Maeve Dolan, left Oslo and Berlin.",
            ("Maeve Dolan", "person", "", "commissioner for fisheries"),
        ),
        (
            "Bolivian Energy Minister Ana Quispe spoke after Peru's answer.",
            ("Ana Quispe", "person", "BOL", "Energy Minister"),
        ),
        (
            "Acting Kenyan Health Minister Grace Wafula spoke in Uganda.",
            ("Grace Wafula", "person", "KEN", "Health Minister"),
        ),
        (
            "Danish Prime Minister Lise Holt met her Polish counterpart, Jan Wilk, in Riga.",
            ("Jan Wilk", "person", "POL", "Prime Minister"),
        ),
        (
            "The daily El Faro del Sur reported on Thursday that Ana Quispe had met Jan Wilk.",
            ("El Faro del Sur", "outlet", "", ""),
        ),
    ],
)
def test_who_is_described_and_how(text, actor):
    assert actor in known_by(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ministers of Peru and Chile met each other in Bergen.", {"Peru", "Chile"}),
        ("It would not serve Bolivian or Peruvian interests.", set()),
        ("They declined to offer Ukraine NATO membership.", {"Ukraine", "NATO"}),
        ("Freight was dear in Suez.", set()),
    ],
)
def test_what_is_no_actor(text, names):
    assert {name for name, *_ in known_by(text)} == names


def test_what_nobody_says_is_nobodys():
    cast = cast_of("She told a news conference that it gave Chile 15 per cent of the catch.")
    assert linked(cast, "a news conference") == []
    assert linked(cast, "15 per cent of the catch") == []


def test_the_senate_of_another_country():
    kept = cast_of("The Senate in Washington voted, the US president said.")
    assert ("Senate", "organisation", "USA", "") in [
        (a.name, str(a.kind), a.country, a.role) for a in kept.actors()
    ]
    other = cast_of("The Senate in Manila voted, the Philippine president told Japan and Vietnam.")
    assert [a.country for a in other.actors() if a.name == "Senate"] == [""]


def test_what_a_country_rests_on():
    cast = cast_of(
        "Norwegian minister Kari Lund spoke. Vladimir Putin answered. Rolf Vik left Oslo."
    )
    basis = {a.name: str(a.country_basis) for a in cast.actors()}
    assert basis["Kari Lund"] == "text"
    assert basis["Vladimir Putin"] == "table"
    alone = cast_of("Norway and its friends in Oslo, Norway, listened. Rolf Vik spoke in Norway.")
    assert [(a.country, str(a.country_basis)) for a in alone.actors() if a.name == "Rolf Vik"] == [
        ("NOR", "article")
    ]


def test_letters_that_have_no_plain_one_in_unicode():
    assert cast_of("Guðni Þórðarson spoke.").actors()[0].actor_id == "gudni_thordarson"


def test_what_an_abbreviation_is_not():
    text = "GE and the IRA spoke of AI, and Kennedy of the Bush Foundation of the PM."
    assert [a.name for a in cast_of(text).actors() if a.country] == []


def test_the_longest_run_of_words_names_the_country():
    text = "The New Hampshire Business Council answered the North Korea Food Fund."
    assert {(a.name, a.country) for a in cast_of(text).actors() if " " in a.name} == {
        ("New Hampshire Business Council", "USA"),
        ("North Korea Food Fund", "PRK"),
    }


@pytest.mark.parametrize(
    ("text", "role", "sector"),
    [
        ("Rep. Dana Whitlock left Ohio early.", "representative", "LEG"),
        ("Attorney General Dana Whitlock left Ohio early.", "Attorney General", "GOV"),
        ("They spoke of the case of young Dana Whitlock in Ohio.", "", ""),
        ("The Communist Party daily Dana Whitlock was sold out.", "", None),
        ("Former officers Dana Whitlock and Rob Marsh left Ohio.", "", None),
    ],
)
def test_a_role_is_one_persons_office(text, role, sector):
    (found,) = [a for a in cast_of(text).actors() if a.name == "Dana Whitlock"]
    assert found.role == role
    assert sector is None or found.sector == sector


def test_a_person_comes_before_a_town_of_the_name():
    cast = cast_of("Attorney General Janet Reno spoke on Monday. Reno said that she had tried.")
    assert [a.name for a in linked(cast, "Reno said", "Reno")] == ["Janet Reno"]


def test_a_clause_after_a_colon_goes_on_with_who_came():
    cast = cast_of(
        "Energy minister Jon Holt was at home. The editor, Aigerim Sadykova, said the source was "
        "near. Officials said a visit by the minister to Oslo had gone ahead: he met them there."
    )
    assert [actor.name for actor in linked(cast, "he met", "he")] == ["Jon Holt"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Bruno Rodriguez Parrilla", "Rodriguez"),
        ("Bruno Rodriguez Parrilla", "Parrilla"),
        ("Mohamed al-Menfi", "Menfi"),
    ],
)
def test_surnames_of_more_than_one_word(full, short):
    cast = cast_of(
        f"Foreign Minister {full} said that it was late. {short} added that it was hard."
    )
    assert [actor.name for actor in linked(cast, f"{short} added", short)] == [full]
