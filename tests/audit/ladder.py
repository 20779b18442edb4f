"""Releases one after the other in a make-believe workspace, attacked together, by what a reader has of them.

By hand: python -m tests.audit.ladder FOLDER --seed 11 --prisons 4 --scale 0.3 --threshold 7 K1 K2 K3 K4 Y
A step is a quarter (K1) or the year (Y); YR is a planned revision of the year, `+` lets what was held back come in.
"""

import argparse
import json
import shutil
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from pipelines.audit import OutsideAudit, Outsider, Range, Rules, audit_editions, read_editions
from pipelines.durable import move
from pipelines.edition import tables_as_csv
from pipelines.errors import DisclosureError
from pipelines.protect import Protected
from pipelines.public_knowledge import read_public_knowledge
from pipelines.release import (
    Figures,
    aside_of,
    count_release,
    load_deliveries,
    make_figures,
    register_of,
    write_aside,
)
from pipelines.request import RunRequest, read_request
from pipelines.sample import write_sample
from pipelines.workspace import furnish, start_workspace

YEAR, NARROW = 2025, 3
OUTLINE = Path(__file__).parents[2] / "data" / "outlines" / "annual.toml"
HAIR = 0.011
"""The marts keep more decimals than are printed."""


@dataclass(frozen=True)
class Setting:
    """What a workspace is made from, and the rules it publishes by."""

    seed: int = 1
    prisons: int = 4
    scale: float = 1.0
    threshold: int = 5
    method: str = "suppress"
    sensitive: tuple[str, ...] = ()
    closes: str = ""
    """The prison that closes in the middle of the year."""
    outline: str = ""
    """What an outline of one's own has beside the program's."""
    late: str = ""
    """The exports that come in late."""

    @property
    def disclosure(self) -> str:
        """The section of report.toml."""
        return (
            f'[disclosure]\nthreshold = {self.threshold}\nmethod = "{self.method}"\n'
            f"sensitive = {json.dumps(list(self.sensitive))}\n"
        )


@dataclass
class Climb:
    """What came out of a workspace, and the truth behind it: of each figure every value, and the fewest persons."""

    home: Path
    setting: Setting
    truth: dict[tuple[str, frozenset[tuple[str, str]]], list[tuple[float, float]]] = field(
        default_factory=dict
    )
    figures: list[Figures] = field(default_factory=list)
    """The figures of each release, in the order in which they came out."""

    @property
    def audit(self) -> OutsideAudit:
        """Attack all editions together."""
        knowledge = read_public_knowledge(self.home / "data")
        rules = Rules(self.setting.threshold, sensitive=frozenset(self.setting.sensitive))
        return audit_editions(read_editions([self.home / "data" / "editions"]), Outsider(rules, knowledge))

    def is_few(self, found: Range) -> bool:
        """Tell whether a figure ever came from fewer persons than the threshold."""
        return any(0 < persons < self.setting.threshold for _, persons in self.truth.get(found.name, ()))

    def missed(self, found: OutsideAudit) -> list[Range]:
        """Give the ranges in which no true value lies: what an attacker takes to be so is not so."""
        return [each for each in found.ranges if each.name in self.truth and not any(
            float(each.lowest) - HAIR <= value and (each.highest is None or value <= float(each.highest) + HAIR)
            for value, _ in self.truth[each.name]
        )]  # fmt: skip


def found_small(climb: Climb, found: OutsideAudit) -> list[Range]:
    """Give the figures of few persons that all editions together tell exactly, or within less than three."""
    return [
        each
        for each in found.ranges
        if climb.is_few(each) and each.highest is not None and each.highest - each.lowest < NARROW
    ]


def start(home: Path, setting: Setting) -> Climb:
    """Make a workspace with its exports and rules; what comes late stands aside."""
    start_workspace(home)
    exports = home / "data" / "exports"
    write_sample(exports, seed=setting.seed, prisons=setting.prisons, scale=setting.scale)
    furnish(home, exports)
    settings = home / "report.toml"
    kept, _, after = settings.read_text(encoding="utf-8").partition("[disclosure]")
    rest = after.partition("\n[")
    settings.write_text(f"{kept}{setting.disclosure}{rest[1]}{rest[2]}", encoding="utf-8")
    if setting.closes:
        _close(home / "data" / "reference" / "prison.csv", setting.closes)
    if setting.outline:
        own = home / "data" / "outlines" / "annual.toml"
        own.parent.mkdir(exist_ok=True)
        own.write_text(OUTLINE.read_text(encoding="utf-8") + setting.outline, encoding="utf-8")
    (home / "late").mkdir()
    for path in sorted(exports.glob(setting.late)) if setting.late else ():
        shutil.move(path, home / "late")
    return Climb(home, setting)


def _close(path: Path, prison: str) -> None:
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    at = lines[0].index("valid_to")
    for line in lines[1:]:
        if line[0] == prison:
            line[at] = f"{YEAR}-06-30"
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")


def climb(home: Path, setting: Setting, *steps: str) -> Climb:
    """Let one release after the other come out; raise DisclosureError where one can't."""
    done = start(home, setting)
    load_deliveries(read_request(home, year=YEAR))
    for number, step in enumerate(steps):
        if step == "+":
            for path in sorted((home / "late").iterdir()):
                shutil.move(path, home / "data" / "exports")
            load_deliveries(read_request(home, year=YEAR))
            continue
        quarter = None if step.startswith("Y") else int(step[1])
        request = read_request(home, year=YEAR, quarter=quarter, is_revision=step.endswith("R"))
        request = replace(request, published=date(YEAR + 1, 1, 1) + timedelta(number))
        done.figures.append(make_figures(request))
        _come_out(request, done.figures[-1].protected)
        _remember(done, request)
    return done


def _come_out(request: RunRequest, protected: Protected) -> None:
    """Write the tables that readers get and the release history, as a publication does; no page."""
    name, register = write_aside(request, protected), register_of(request)
    target = register / request.period.code / f"{name}.duckdb"
    if not target.exists():
        move(aside_of(target), target)
    home = request.editions / "overzicht" / request.period.code
    version = len(list(home.glob("*"))) + 1
    folder = home / str(version)
    (folder / "tables").mkdir(parents=True)
    for file, content in tables_as_csv(protected.tables).items():
        (folder / "tables" / file).write_bytes(content)
    issue = {"scope": "overzicht", "period": request.period.code, "version": version}
    (folder / "manifest.json").write_text(
        json.dumps({**issue, "published": str(request.published)}), encoding="utf-8"
    )
    with (register / "history.jsonl").open("a", encoding="utf-8") as history:
        place = str(folder.relative_to(request.config.workspace))
        history.write(json.dumps({**issue, "release": name, "folder": place}) + "\n")


def _remember(done: Climb, request: RunRequest) -> None:
    for table in count_release(request).known.counts:
        for key, value in table.counts.items():
            labels = frozenset(
                (name, label) for name, label in zip(table.dimensions, key, strict=True) if label is not None
            )
            persons = value if table.contributors is None else table.contributors.get(key)
            if value is not None:
                known = done.truth.setdefault((table.measure, labels), [])
                known.append((float(value), float(persons or 0)))


def hidden_share(protected: Protected) -> float:
    """Give the share of the figures about persons, zeros left out, that is hidden."""
    cells = [cell for table in protected.tables.values() if table.measure in protected.personal
             for cell in table.cells.values() if cell.value or cell.mark == "o"]  # fmt: skip
    return sum(cell.mark is not None for cell in cells) / len(cells)


def told(done: Climb) -> str:
    """Say in a line or two what came of it."""
    found = done.audit
    shares = ", ".join(f"{hidden_share(each.protected):.1%}" for each in done.figures)
    small = found_small(done, found)
    exact = [each for each in small if each.is_exact]
    more = [
        f"  {each.name[0]} {sorted(each.name[1])}: {each.lowest} to {each.highest}, truly {done.truth.get(each.name)}"
        for each in dict.fromkeys([*small, *found.exact, *found.narrow, *done.missed(found)])
    ]
    return "\n".join([
        f"hidden: {shares}; attacked {len(found.ranges)}, exact {len(exact)}, under 3 {len(small)}, exact of many "
        f"{len(found.exact) - len(exact)}, narrow {len(found.narrow)}, differences {len(found.differences)}, shown {len(found.exposed)}, untrue {len(done.missed(found))}, given up {found.given_up}",
        *more,
    ])  # fmt: skip


def main() -> None:
    """Make a workspace in a new folder, and say what an outsider finds."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("steps", nargs="+")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--prisons", type=int, default=4)
    asked.add_argument("--scale", type=float, default=1.0)
    asked.add_argument("--threshold", type=int, default=5)
    asked.add_argument("--method", default="suppress")
    asked.add_argument("--sensitive", nargs="*", default=[])
    asked.add_argument("--closes", default="")
    asked.add_argument("--late", default="")
    asked.add_argument("--outline", type=Path, help="a file with what an outline of one's own has beside")
    given = asked.parse_args()
    setting = Setting(
        given.seed, given.prisons, given.scale, given.threshold, given.method, tuple(given.sensitive),
        given.closes, given.outline.read_text("utf-8") if given.outline else "", given.late,
    )  # fmt: skip
    given.folder.mkdir(parents=True)
    try:
        print(told(climb(given.folder, setting, *given.steps)))  # noqa: T201
    except DisclosureError as error:
        print(f"FAILED: {error}")  # noqa: T201


if __name__ == "__main__":
    main()
