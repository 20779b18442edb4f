"""An attacker of counts of persons who forgets nothing: whole programs over every pattern a person can have."""

import itertools
from collections import Counter

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp

from pipelines.protect import PersonPatterns
from pipelines.tables import CountTable

YEAR = "2025"


def atoms_of(prisons, domains):
    return [(f"P{prison}", f"D{domain}") for prison in range(prisons) for domain in range(domains)]


def cells_of(prisons, domains):
    """Every cell of prison x domain with totals: key -> the atoms that count for it."""
    atoms = atoms_of(prisons, domains)
    keys = itertools.product([None, *sorted({a for a, _ in atoms})], [None, *sorted({b for _, b in atoms})])
    return {
        (prison, domain): frozenset(
            atom for atom in atoms if prison in (None, atom[0]) and domain in (None, atom[1])
        )
        for prison, domain in keys
    }


def random_world(seed, prisons, domains, persons):
    """Persons as sets of atoms: most do a thing or two in one prison, some move."""
    random = np.random.default_rng(seed)
    atoms = atoms_of(prisons, domains)
    weight = random.dirichlet(np.full(len(atoms), 0.7))
    return [
        frozenset(atoms[at] for at in random.choice(len(atoms), size=1 + random.binomial(3, 0.35), p=weight))
        for _ in range(persons)
    ]


def counted(world, prisons, domains):
    return {
        key: sum(bool(person & atoms) for person in world)
        for key, atoms in cells_of(prisons, domains).items()
    }


def table(world, prisons, domains):
    counts = {(prison, YEAR, domain): n for (prison, domain), n in counted(world, prisons, domains).items()}
    return CountTable(
        "participants_by_domain.participants", ("prison_code", "period_code", "domain_code"),
        "participants", "person", counts, adds_up=False, personal=True,
    )  # fmt: skip


def patterns(world):
    rows = [
        (number, (prison, "2025-K1", domain))
        for number, person in enumerate(world)
        for prison, domain in person
    ]
    return PersonPatterns(
        ("prison_code", "period_code", "domain_code"), tuple(sorted(rows)),
        {"2025-K1": (YEAR, "2025-K1")}, {"2025-K1": YEAR}, ("domain_code",),
    )  # fmt: skip


class Attacker:
    """Knows the shown cells, and that a hidden cell is not zero."""

    def __init__(self, shown, prisons, domains):
        self.keys = list(cells_of(prisons, domains))
        atoms = atoms_of(prisons, domains)
        self.kinds = [
            frozenset(chosen)
            for size in range(1, len(atoms) + 1)
            for chosen in itertools.combinations(atoms, size)
        ]
        cells = cells_of(prisons, domains)
        self.matrix = np.array([[bool(kind & cells[key]) for kind in self.kinds] for key in self.keys], float)
        self.low = np.array([shown.get(key, 1) for key in self.keys], float)
        self.high = np.array([shown.get(key, np.inf) for key in self.keys], float)

    def range(self, key, cap=200):
        row = self.matrix[self.keys.index(key)]
        inside = LinearConstraint(self.matrix, self.low, np.minimum(self.high, cap))
        found = [milp(sign * row, constraints=inside, integrality=np.ones(len(row))) for sign in (1, -1)]
        assert all(each.success for each in found)
        return round(found[0].fun), round(-found[1].fun)


def by_trying(shown, prisons, domains, most):
    """The range of each cell over every multiset of at most so many persons: the slow truth."""
    cells = cells_of(prisons, domains)
    atoms = atoms_of(prisons, domains)
    kinds = [frozenset(c) for size in range(1, len(atoms) + 1) for c in itertools.combinations(atoms, size)]
    found = {key: Counter() for key in cells}
    for size in range(most + 1):
        for world in itertools.combinations_with_replacement(kinds, size):
            counts = {key: sum(bool(kind & own) for kind in world) for key, own in cells.items()}
            if all(counts[key] == shown[key] if key in shown else counts[key] >= 1 for key in cells):
                for key, count in counts.items():
                    found[key][count] += 1
    return {key: (min(each), max(each)) for key, each in found.items() if each}


def by_inequalities(shown, key, prisons, domains):
    """What largest part <= whole <= sum of parts gives: all that most tools know of such counts."""
    keys = list(cells_of(prisons, domains))
    place = {each: at for at, each in enumerate(keys)}
    rows, most = [], []
    for whole in keys:
        for axis in (0, 1):
            if whole[axis] is None:
                parts = [
                    each for each in keys if each[axis] is not None and each[1 - axis] == whole[1 - axis]
                ]
                for part in parts:
                    rows.append({place[part]: 1, place[whole]: -1})
                    most.append(0)
                rows.append({place[whole]: 1, **{place[part]: -1 for part in parts}})
                most.append(0)
    matrix = np.zeros((len(rows), len(keys)))
    for at, row in enumerate(rows):
        for column, factor in row.items():
            matrix[at, column] = factor
    bounds = [(shown[each], shown[each]) if each in shown else (1, 10_000) for each in keys]
    cost = np.zeros(len(keys))
    cost[place[key]] = 1
    low, high = (linprog(sign * cost, A_ub=matrix, b_ub=most, bounds=bounds) for sign in (1, -1))
    return int(np.ceil(low.fun - 1e-6)), int(np.floor(-high.fun + 1e-6))
