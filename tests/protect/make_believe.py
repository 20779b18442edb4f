"""Make-believe persons and crosses of counts: the same kind of data as the measurements in the method."""

import itertools

import numpy as np

from pipelines.protect.lp.system import Relation, adds_up_to


def persons(seed=0, number=9000, prisons=18, domains=6, quarters=4):
    """Rows (person, prison, domain, quarter, gender, attendances) of make-believe participants."""
    random = np.random.default_rng(seed)
    size = random.dirichlet(np.ones(prisons) * 3)
    women = random.choice(prisons, size=max(2, prisons // 4), replace=False)
    appeal = np.resize(np.array([0.35, 0.30, 0.18, 0.10, 0.08, 0.05]), domains) * (6 / max(6, domains))
    offered = random.random((prisons, domains)) < 0.9
    found = []
    for person in range(number):
        prison = random.choice(prisons, p=size)
        draw = random.random()
        gender = 1 if prison in women and draw < 0.18 else 2 if draw > 0.9975 else 0
        first = random.integers(quarters)
        length = min(quarters - first, 1 + random.geometric(0.45))
        stays = [prison] * quarters
        if random.random() < 0.12:
            other = random.choice(prisons, p=size)
            other = random.choice(women) if gender == 1 else other
            for quarter in range(random.integers(quarters), quarters):
                stays[quarter] = other
        activity = random.beta(0.8, 1.3)
        for quarter in range(first, first + length):
            for domain in range(domains):
                if offered[stays[quarter], domain] and random.random() < appeal[domain] * 2.2 * activity:
                    row = (person, stays[quarter], domain, quarter, gender, 1 + random.poisson(4))
                    found.append(row)
    return np.array(found, dtype=np.int64)


def with_totals(table):
    """Append the total to each axis."""
    for axis in range(table.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    return table


def participations(rows, shape=(18, 6, 4, 3)):
    """Count participations by prison, domain, quarter and gender, with totals."""
    table = np.zeros(shape, dtype=np.int64)
    np.add.at(table, tuple(rows[:, 1 : 1 + len(shape)].T), 1)
    return with_totals(table)


def name_of(place, shape):
    """Name a cell of a cross; the last label of an axis is its total."""
    return "/".join("*" if at == size - 1 else f"{at:04d}" for at, size in zip(place, shape, strict=True))


def cross(table):
    """Give the cells of a cross with totals by name, and the relations along each axis."""
    shape = table.shape
    values = {name_of(place, shape): int(table[place]) for place in np.ndindex(*shape)}
    relations: list[Relation] = []
    for axis, size in enumerate(shape):
        others = [range(length) if at != axis else [size - 1] for at, length in enumerate(shape)]
        for place in itertools.product(*others):
            parts = [(*place[:axis], label, *place[axis + 1 :]) for label in range(size - 1)]
            relations.append(adds_up_to(name_of(place, shape), [name_of(part, shape) for part in parts]))
    return values, relations
