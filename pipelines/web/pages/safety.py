"""Safety: what a concept or edition hides and why, and the proofs that a person may ask for."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipelines.request import OVERVIEW, Config, Period, parse_period
from pipelines.web.frame import Answer, Asked, Page, Redirect, config_of, period_of, start_job
from pipelines.web.pages.edition import options

LOG = "confidential/disclosure_log.csv"


@dataclass(frozen=True)
class Hidden:
    """A hidden cell: its table, the labels of its place, why, and what it may be."""

    table: str
    key: str
    reason: str
    lowest: str
    highest: str


def show_safety(asked: Asked) -> Answer:
    """Show what is hidden in the newest concept or edition of a period, by table and reason."""
    config, period = config_of(asked), period_of(asked)
    folder = newest_of(config, period)
    hidden = _hidden(folder / LOG) if folder is not None else []
    given = {
        "period": period, "has_edition": folder is not None, "hidden": hidden,
        "reasons": Counter(one.reason for one in hidden), "tables": Counter(one.table for one in hidden),
        "rules": config.settings.disclosure,
    }  # fmt: skip
    return Page("safety.html", given)


def newest_of(config: Config, period: Period, scope: str = OVERVIEW) -> Path | None:
    """Give the folder of the concept, else of the newest edition, of a period."""
    from pipelines.edition import read_manifest, standing

    concept = config.data / "concepts" / scope / period.code
    if concept.is_dir() and read_manifest(concept) is not None:
        return concept
    home = config.editions / scope / period.code
    manifests = standing(home).manifests
    return home / str(max(manifests)) if manifests else None


def _hidden(path: Path) -> list[Hidden]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [Hidden(*row) for row in csv.reader(lines)][1:]


def prove(asked: Asked) -> Answer:
    """Prove once more that nobody can be found, weigh other choices of tables, or attack all that is out."""
    period, what = parse_period(asked.field("periode")), asked.field("what")
    arguments = ["audit", *options(period, OVERVIEW)]
    if what == "advise":
        arguments.append("--advise")
    if what == "public":
        arguments = ["audit", "--public", str(config_of(asked).editions)]
    told = asked.words.say(f"wb.job.{what if what in ('advise', 'public') else 'audit'}")
    job = start_job(asked.desk, told, tuple(arguments), back=f"/veiligheid?periode={period.code}")
    return Redirect(f"/taken/{job.number}")
