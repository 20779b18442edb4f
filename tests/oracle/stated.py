"""What the administration and the coordination state: staff, population and targets."""

from pathlib import Path

import pandas as pd

from tests.oracle import readers
from tests.oracle.readers import Frame, numbers, read_raw


def staff(folder: Path) -> Frame:
    lines = read_raw(folder, "cov_inzet", readers.BOOK)
    return Frame(
        {
            "prison": lines["Gevangenis"].map(readers.PRISONS),
            "period": lines["Jaar"],
            "fte": numbers(lines["VTE"], readers.BOOK),
            "workers": numbers(lines["Medewerkers"], readers.BOOK),
            "volunteers": numbers(lines["Vrijwilligers"], readers.BOOK),
        }
    )


def population(folder: Path) -> Frame:
    lines = read_raw(folder, "dgv_bevolking", readers.BOM)
    breakdowns = {
        "Totaal": "all", "Geslacht": "gender", "Leeftijd": "age_band", "Statuut": "statuut",
        "Taalgroep": "language_group", "Regime": "regime",
    }  # fmt: skip
    return Frame(
        {
            "prison": lines["Inrichting"].map(readers.PRISONS),
            "period": lines["Periode"],
            "breakdown": lines["Uitsplitsing"].map(breakdowns),
            "category": lines["Groep"],
            "capacity_official": numbers(lines["Officiële capaciteit"], readers.BOM),
            "beds": numbers(lines["Bedden"], readers.BOM),
            "average_population": numbers(lines["Gemiddelde bevolking"], readers.BOM),
            "throughput": numbers(lines["Doorstroom"], readers.BOM),
        }
    )


def targets(folder: Path) -> Frame:
    lines = read_raw(folder, "cov_actieplan", readers.COMMA)
    return Frame(
        {
            "prison": lines["Gevangenis"],
            "period": lines["Jaar"],
            "objective": lines["Doelstelling"],
            "domain": lines["Levensdomein"],
            "measure": lines["Indicator"],
            "target": numbers(lines["Streefwaarde"], readers.COMMA),
        }
    )


def owed(folder: Path, reference: Path) -> Frame:
    """Give what each partner owes for each quarter or year, and whether a file came that is named after it."""
    expected = pd.read_csv(reference / "expected.csv", dtype=str, keep_default_na=False)
    named = [path.stem.rpartition("_")[::2] for path in folder.iterdir()]
    came = {(source, year, period) for source, period in named for year in (period[:4], period[5:])}

    def is_there(source: str, year: str, quarter: str) -> bool:
        whole = (year, "2024-2025")
        return bool({(source, year, period) for period in (quarter, *whole)} & came)

    lines = []
    for line in expected.itertuples(index=False):
        for year in ("2024", "2025"):
            quarters = [f"{year}-K{quarter}" for quarter in (1, 2, 3, 4)]
            there = [is_there(str(line.source_code), year, quarter) for quarter in quarters]
            periods = {year: all(there)}
            if line.frequency == "quarter":
                # a year so far is there when each of its quarters is
                so_far = {f"{year}-JTD{last}": all(there[:last]) for last in (2, 3)}
                periods |= dict(zip(quarters, there, strict=True)) | so_far
            lines += [(line.prison_code, period, is_received) for period, is_received in periods.items()]
    return Frame(lines, columns=["prison", "period", "is_received"])
