"""Clients of partners with numbers of their own have no traits: who is of unknown gender tells who came to them."""

import itertools

import pytest

from pipelines.protect import DisclosureRules, PersonPatterns, audit_edition, protect
from pipelines.protect.persons.credible import CrediblePersons
from pipelines.tables import CountTable

RULES = DisclosureRules()
NAMES = ("prison_code", "period_code", "organisation_code", "gender")
YEAR = "2025"
CAME = {  # make-believe partners of three make-believe prisons; ARBV and DRUV number their clients themselves
    "GEN": {"YOGV": 6, "TEAV": 31, "DRUV": 16, "ARBV": 2},
    "MEC": {"YOGV": 7, "TEAV": 24, "DRUV": 19, "ARBV": 9},
    "BRU": {"YOGV": 8, "TEAV": 27, "DRUV": 21, "ARBV": 12},
}
OWN = ("ARBV", "DRUV")


def rows():
    number = itertools.count(1)
    return tuple(
        (person, (prison, YEAR, partner, "unknown" if partner in OWN else "MV"[person % 2]))
        for prison, partners in CAME.items()
        for partner, count in partners.items()
        for person in itertools.islice(number, count)
    )


PATTERNS = PersonPatterns(
    NAMES, rows(), {YEAR: (YEAR,)}, season_of={YEAR: YEAR}, activities=("organisation_code",)
)


def table(name):
    at, counts = NAMES.index(name), {}
    labels = [None, *sorted({atom[at] for _, atom in rows()})]
    for prison, label in itertools.product([None, *CAME], labels):
        counts[prison, YEAR, label] = sum(
            prison in (None, atom[0]) and label in (None, atom[at]) for _, atom in rows()
        )
    return CountTable(f"participants_by_{name}.participants", (*NAMES[:2], name), "participants", "person", counts,
                      adds_up=False, personal=True)  # fmt: skip


TABLES = [table("organisation_code"), table("gender")]


def told(done):
    """Give the small numbers of clients that those of unknown gender, less the other partner's, are."""
    partners, genders = (done.tables[each.name].cells for each in TABLES)
    return [
        prison for prison in (None, *CAME) if partners[prison, YEAR, "ARBV"].value is None
        and None not in (partners[prison, YEAR, "DRUV"].value, genders[prison, YEAR, "unknown"].value)
    ]  # fmt: skip


def test_those_of_unknown_traits_do_not_tell_how_few_came_to_a_partner(monkeypatch):
    done = protect(TABLES, RULES, worlds=PATTERNS)
    assert done.tables[TABLES[0].name].cells["GEN", YEAR, "ARBV"].value is None
    assert told(done) == []
    assert audit_edition(TABLES, done.tables, RULES, worlds=PATTERNS).is_clean
    monkeypatch.setattr(CrediblePersons, "can_be", lambda *_: True)
    assert "GEN" in told(protect(TABLES, RULES, worlds=PATTERNS))


def test_a_client_fewer_here_may_be_one_more_elsewhere():
    """Who came to such a partner did nothing else: unless another comes, no partner is shown in any prison."""
    cells = protect(TABLES, RULES, worlds=PATTERNS).tables[TABLES[0].name].cells
    assert [partner for partner in CAME["GEN"] if cells[None, YEAR, partner].value is None] == []


@pytest.mark.parametrize(
    ("partners", "genders", "can_be"),
    [
        ("DRUV", ["unknown"], True),
        ("DRUV", ["M"], False),
        ("YOGV", ["unknown"], False),
        ("YOGV", ["V"], True),
    ],
)
def test_a_client_has_traits_where_others_there_have(partners, genders, can_be):
    atoms = [("GEN", YEAR, partners, gender) for gender in genders]
    assert CrediblePersons(PATTERNS).can_be(atoms) is can_be


def test_two_partners_with_numbers_of_their_own_share_nobody():
    both = [("GEN", YEAR, partner, "unknown") for partner in OWN]
    assert not CrediblePersons(PATTERNS).can_be(both)
    assert CrediblePersons(PATTERNS).can_be([("GEN", YEAR, partner, "M") for partner in ("YOGV", "TEAV")])
