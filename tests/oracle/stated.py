"""What the administration and the coordination state: staff, population and targets."""

from pathlib import Path

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
