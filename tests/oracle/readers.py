"""Read the sample's raw files with readers of the test's own: nothing of pipelines/ is used here."""

from pathlib import Path

import numpy as np
import pandas as pd

Frame = pd.DataFrame

EUROPEAN = {"sep": ";", "encoding": "cp1252", "decimal": ",", "dates": "%d/%m/%Y"}
COMMA = {"sep": ",", "encoding": "utf-8", "decimal": ".", "dates": "%Y-%m-%d"}
BOM = {"sep": ";", "encoding": "utf-8-sig", "decimal": ",", "dates": "%d-%m-%Y"}
TAB = {"sep": "\t", "encoding": "utf-8", "decimal": ".", "dates": "%d/%m/%Y"}
BOOK = {"decimal": ".", "dates": "%Y-%m-%d %H:%M:%S"}

# prefix: how it is written, whose it is, domain, in which numbering its persons are, what its hours are in
TALKS = {
    "cawv_gesprekken": (EUROPEAN, "CAWV", "welzijn", "sidis"),
    "wonv_gesprekken": (EUROPEAN, "WONV", "welzijn", "sidis"),
    "hogv_gesprekken": (COMMA, "HOGV", "onderwijs", "sidis"),
    "arbv_gesprekken": (BOM, "ARBV", "tewerkstelling", "arbv"),
    "cggv_gesprekken": (BOM, "CGGV", "gezondheid", "sidis"),
}
LISTS = {
    "herv_groepen": (COMMA, "HERV", "welzijn", "sidis"),
    "ligv_deelnames": (EUROPEAN, "LIGV", "onderwijs", "sidis"),
    "werv_trainingen": (COMMA, "WERV", "tewerkstelling", "sidis"),
    "oplv_deelnames": (BOOK, "OPLV", "tewerkstelling", "sidis"),
    "leev_lezers": (BOM, "LEEV", "cultuur", "sidis"),
    "fitv_lijsten": (EUROPEAN, "FITV", "sport", "sidis"),
    "yogv_lijsten": (BOM, "YOGV", "sport", "sidis"),
    "druv_groepen": (BOM, "DRUV", "gezondheid", "druv"),
}
TYPED = {
    "cvov_deelnames": (BOM, "CVOV", "onderwijs", "sidis"),
    "muzv_sessies": (COMMA, "MUZV", "cultuur", "sidis"),
    "dagv_deelnames": (BOM, "DAGV", "gezondheid", "sidis"),
}
HEADS = {
    "kbv_bezoeken": (BOOK, "KBV", "welzijn", ""),
    "oov_momenten": (BOM, "OOV", "welzijn", ""),
    "schv_activiteiten": (BOOK, "SCHV", "cultuur", ""),
    "thev_repetities": (EUROPEAN, "THEV", "cultuur", ""),
    "filv_avonden": (BOM, "FILV", "cultuur", ""),
    "spov_uren": (EUROPEAN, "SPOV", "sport", ""),
    "voev_trainingen": (TAB, "VOEV", "sport", ""),
    "gezv_sessies": (BOOK, "GEZV", "gezondheid", ""),
}
TOTALS = {
    "tolv_totalen": (EUROPEAN, "TOLV", "welzijn", "onthaal"),
    "bibw_totalen": (COMMA, "BIBW", "cultuur", "bibliotheek"),
    "vriv_totalen": (BOM, "VRIV", "welzijn", "herstel"),
    "bibv_totalen": (EUROPEAN, "BIBV", "cultuur", "bibliotheek"),
}
TRAJECTORIES = {
    "cawv_trajecten": (EUROPEAN, "CAWV", "welzijn", "sidis"),
    "wonv_trajecten": (BOM, "WONV", "welzijn", "sidis"),
    "hogv_trajecten": (COMMA, "HOGV", "onderwijs", "sidis"),
    "arbv_trajecten": (BOM, "ARBV", "tewerkstelling", "arbv"),
    "cggv_trajecten": (BOM, "CGGV", "gezondheid", "sidis"),
}
ENROLMENTS = {
    "oncv_inschrijvingen": (EUROPEAN, "", "onderwijs", "sidis"),
    "oplv_inschrijvingen": (BOM, "", "tewerkstelling", "sidis"),
}
CERTIFICATES = {
    "oncv_bewijzen": (EUROPEAN, "", "onderwijs", "sidis"),
    "oplv_bewijzen": (BOM, "", "tewerkstelling", "sidis"),
}
ONE_SUBDOMAIN = {
    "HERV": "herstel", "WONV": "wonen", "HOGV": "hoger", "ARBV": "arbeidsbemiddeling", "WERV": "arbeidsbemiddeling",
    "OPLV": "beroepsopleiding", "LEEV": "bibliotheek", "FITV": "fitness", "YOGV": "beweging", "CGGV": "ggz",
    "DRUV": "drughulp", "KBV": "gezin", "THEV": "podium", "FILV": "podium", "SPOV": "teamsport", "VOEV": "teamsport",
    "GEZV": "gezondheidspromotie",
}  # fmt: skip
SUBDOMAINS = {
    "Begeleidingsgesprek": "psychosociaal", "Onthaalgesprek": "onthaal", "NT2": "nt2", "Onthaal": "onthaal",
    "Basiseducatie": "basiseducatie", "Secundair volwassenenonderwijs": "secundair", "Hoger onderwijs": "hoger",
    "Geestelijke gezondheid": "ggz", "Psychosociaal": "psychosociaal", "Wonen": "wonen", "Gezin": "gezin",
    "Arbeidsbemiddeling": "arbeidsbemiddeling", "Beroepsopleiding": "beroepsopleiding", "Atelier": "atelier",
    "Podium": "podium", "Muziek": "muziek", "Teamsport": "teamsport",
}  # fmt: skip
PRISONS = {
    "GEN": "GEN", "Gent": "GEN", "PI Gent": "GEN", "LEC": "LEC", "Leuven Centraal": "LEC", "PI Leuven Centraal": "LEC",
    "MEC": "MEC", "Mechelen": "MEC", "PI Mechelen": "MEC", "DHK": "DHK", "Detentiehuis Kortrijk": "DHK",
}  # fmt: skip
STATUS = {
    "Doorgegaan": "held", "ok": "held", "Afgelast": "cancelled", "geannuleerd": "cancelled", "Verplaatst": "moved",
    "verzet": "moved", "Niet geregistreerd": "not_recorded", "?? nog in te vullen": "not_recorded",
}  # fmt: skip
CANCELLED = {
    "Staking": "strike", "Personeelstekort": "prison_staff_shortage", "Begeleider afwezig": "facilitator_absent",
    "Lokaal niet beschikbaar": "room_unavailable", "Incident": "incident", "Gezondheid": "health",
    "Te weinig inschrijvingen": "too_few_enrolments", "Feestdag of vakantie": "holiday", "Technisch": "technical",
    "Andere": "other", "Onbekend": "unknown",
}  # fmt: skip
CAME = {
    "Aanwezig": "present", "Ja": "present", "Gedeeltelijk": "partial", "Deels": "partial", "Afwezig": "absent",
    "Nee": "absent", "Niet ingevuld": "not_recorded", "Niet geweten": "not_recorded",
}  # fmt: skip
STAYED_AWAY = {
    "Ziek": "ill", "Geweigerd": "refused", "Verontschuldigd": "excused", "Rustdag": "rest_day", "Overlap": "clash",
    "Geschorst": "suspended", "Overgeplaatst": "transfer", "Vrijgelaten": "release", "Andere": "other",
    "Onbekend": "unknown",
}  # fmt: skip
MEASURES = {
    "Uitleningen": "loans", "Leners": "borrowers", "Bezoeken": "library_visits", "Aanvragen": "sessions_planned",
    "Tolkmomenten": "sessions_held", "Niet doorgegaan": "sessions_cancelled", "Tolkuren": "session_hours",
    "Deelnames": "attendances",
}  # fmt: skip


def read_raw(folder: Path, prefix: str, manner: dict[str, str]) -> Frame:
    """Give all lines of all files of a source as text."""
    parts = []
    for path in sorted(folder.glob(f"{prefix}_*")):
        if path.suffix == ".csv":
            parts.append(
                pd.read_csv(
                    path, sep=manner["sep"], encoding=manner["encoding"], dtype=str, keep_default_na=False
                )
            )
        else:
            parts += [
                _sheet(cells, name)
                for name, cells in pd.read_excel(
                    path, sheet_name=None, header=None, engine="openpyxl"
                ).items()
            ]
    return pd.concat(parts, ignore_index=True)


def _sheet(cells: Frame, name: str) -> Frame:
    # the header is the first line with more than one cell
    row = int(np.argmax(cells.notna().sum(axis=1) > 1))
    table = cells.iloc[row + 1 :].astype(object).where(cells.iloc[row + 1 :].notna(), "")
    table.columns = list(cells.iloc[row])
    return table.map(str).assign(Gevangenis=table.get("Gevangenis", name))


def first(lines: Frame, *names: str) -> "pd.Series[str]":
    """Give the first of these columns that the lines have; empty text if none."""
    for name in names:
        if name in lines:
            return lines[name]
    return pd.Series("", index=lines.index)


def numbers(texts: "pd.Series[str]", manner: dict[str, str]) -> "pd.Series[float]":
    return pd.to_numeric(texts.str.replace(manner["decimal"], "."), errors="coerce")


def hours(texts: "pd.Series[str]", manner: dict[str, str]) -> "pd.Series[float]":
    """Give hours: 1u30 is an hour and a half; partners that write a point write minutes, but for workbooks."""
    clock = texts.str.extract(r"^(\d+)u(\d\d)$").astype(float)
    plain = numbers(texts, manner)
    if manner in (COMMA, TAB):
        plain = plain / 60
    return (clock[0] + clock[1] / 60).fillna(plain)


def days(texts: "pd.Series[str]", manner: dict[str, str]) -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(texts, format=manner["dates"], errors="coerce")
