"""Names that may be one actor share a key, names that cannot be do not."""

import csv
from pathlib import Path

import pytest

from pipelines.linking import name_keys
from pipelines.linking.name_keys import is_common_body, middles_agree, name_key
from pipelines.records import ActorKind

FOLDER = Path(name_keys.__file__).parent


def key(actor_id):
    return name_key(actor_id, ActorKind.PERSON)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sergey_ryabkov", "sergei_riabkov"),
        ("andrey_yermak", "andriy_yermak"),
        ("volodymyr_zelenskyy", "vladimir_zelensky"),
        ("volodymyr_zelenskyy", "volodymyr_zelenskiy"),
        ("yekaterina_lindova", "kateryna_lindova"),
        ("mohammed_al_amri", "mohamed_amri"),
        ("muhammad_bin_rashid", "mohammed_rashid"),
        ("robert_s_lindqvist", "bob_lindqvist"),
        ("kim_jong_un", "kim_jong_un"),
        ("hussein_tchouk", "husayn_chuk"),
        ("yerlan_toktarbayev", "erlan_toktarbaev"),
        ("rashad_guliyev", "rashad_quliyev"),
        ("ana_lima_35", "ana_lima"),  # an age that stuck to the name
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wang_lei", "wang_li"),
        ("donald_harrow", "donald_harrow_jr"),
        ("anna_lima", "hanna_lima"),
        ("ben_cardin", "cardin"),
        ("al_lind", "el_lind"),
        ("michael_berg", "michelle_berg"),
    ],
)
def test_other_names_do_not(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("george_w_harrow", "george_h_w_harrow", False),
        ("ana_b_lima", "ana_lima", True),
        ("ana_b_lima", "ana_beatriz_lima", True),
        ("ana_b_lima", "ana_carla_lima", False),
        ("kim_yo_jong", "kim_hyun_jong", False),
        ("ivo_van_lind", "ivo_lind", True),
    ],
)
def test_middle_names(one, other, agree):
    assert middles_agree(one, other) is middles_agree(other, one) is agree


def test_bodies_keep_their_id():
    assert name_key("supreme_court", ActorKind.ORGANISATION) == "supreme_court"
    assert is_common_body("supreme_court")
    assert is_common_body("ministry_of_foreign_affairs")
    assert not is_common_body("bank_of_norway")


def test_no_form_of_a_given_name_stands_for_two():
    with (FOLDER / "given_name_forms.csv").open(encoding="utf-8", newline="") as rows:
        table = list(csv.DictReader(line for line in rows if not line.startswith("#")))
    forms = [form for row in table for form in row["forms"].split("|")]
    assert len(forms) > 150
    assert len(forms) == len(set(forms))
    assert all(form.isascii() and form.islower() for form in forms)
    assert all(
        row["source"] and row["sort"] in ("romanisation", "language", "short") for row in table
    )
