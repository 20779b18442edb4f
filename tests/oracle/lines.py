"""Make tidy tables of the raw lines: what counts, once, under codes."""

from pathlib import Path

import pandas as pd

from tests.oracle import readers
from tests.oracle.readers import Frame, days, first, hours, numbers, read_raw

SOURCES = {**readers.TALKS, **readers.LISTS, **readers.TYPED, **readers.HEADS}


def sessions_and_attendances(folder: Path) -> tuple[Frame, Frame]:
    sessions, attendances = [], []
    for prefix, (manner, organisation, domain, numbering) in SOURCES.items():
        lines = read_raw(folder, prefix, manner)
        tidy = _tidy(lines, manner, organisation, domain, numbering)
        is_session = first(lines, "Type").isin(["", "Sessie"])
        sessions.append(tidy[is_session])
        if numbering:
            attendances.append(
                tidy[first(lines, "Type").isin(["", "Deelname"]) & (tidy["came_as_written"] != "")]
            )
    return _good_sessions(pd.concat(sessions)), _good_attendances(pd.concat(attendances))


def _tidy(lines: Frame, manner: dict[str, str], organisation: str, domain: str, numbering: str) -> Frame:
    name = first(lines, "Activiteit", "Cursus", "Soort begeleiding")
    prison = first(lines, "Gevangenis", "Inrichting", "Locatie").map(readers.PRISONS)
    date = days(first(lines, "Datum", "Datum gesprek"), manner)
    unit = first(lines, "Geteld in").map({"Gezinnen": "family", "Koppels": "couple"})
    heads = numbers(first(lines, "# aanwezig", "Aantal kinderen"), manner)
    own_key = first(lines, "Gespreknr", "Sessie-id", "Nr")
    made_key = prison.astype(str) + name + date.astype(str) + first(lines, "Beginuur")
    theme = first(lines, "Richting", "Vak", "Thema", "Soort begeleiding").map(readers.SUBDOMAINS)
    own_activity = first(lines, "Activiteit-id")
    place = first(lines, "Werkveld").map({"Cultuur": "cultuur", "Sport": "sport"}).fillna(domain)
    named = prison.astype(str) + place + name.str.casefold()
    return Frame(
        {
            "organisation": organisation,
            "session": organisation + own_key.where(own_key != "", made_key),
            "activity": organisation + own_activity.where(own_activity != "", named),
            "prison": prison,
            "domain": place,
            "subdomain": theme.fillna(readers.ONE_SUBDOMAIN.get(organisation, "unknown")),
            "target_group": "unknown",  # no file of the sample tells it
            "form": "individual" if "Gespreknr" in lines else "group",
            "date": date,
            "hours": hours(first(lines, "Duur", "Duur (uren)", "Vormingsuren"), manner),
            "status": first(lines, "Status", "Stand van zaken", "Les").map(readers.STATUS),
            "reason": first(lines, "Reden niet doorgegaan", "Reden", "Reden annulatie", "Reden afgelast").map(
                readers.CANCELLED
            ),
            "supervision": hours(first(lines, "Begeleidingsuren", "Uren begeleiding"), manner),
            "capacity": numbers(first(lines, "Plaatsen", "Max. deelnemers"), manner),
            "unit": "child" if "Aantal kinderen" in lines else unit.fillna("person"),
            "heads": heads,
            "families": numbers(first(lines, "Aantal gezinnen"), manner),
            "person": numbering + first(lines, "Cliëntnummer", "Nr deelnemer", "Deelnemer"),
            "is_known_numbering": numbering == "sidis",
            "came_as_written": first(lines, "Aanwezigheid", "Aanwezig", "Deelname"),
            "came": first(lines, "Aanwezigheid", "Aanwezig", "Deelname").map(readers.CAME),
            "share_as_written": first(lines, "Deel", "Effectieve deelname (perunage)"),
            "share": numbers(first(lines, "Deel", "Effectieve deelname (perunage)"), manner),
            "away": first(lines, "Reden afwezigheid", "Waarom niet", "Reden afwezig").map(
                readers.STAYED_AWAY
            ),
        }
    )


def _good_sessions(lines: Frame) -> Frame:
    good = lines[lines["prison"].notna() & lines["date"].notna() & lines["status"].notna()]
    return good.drop_duplicates("session").reset_index(drop=True)


def _good_attendances(lines: Frame) -> Frame:
    is_share = lines["share"].notna() | (lines["share_as_written"] == "")
    good = lines[lines["came"].notna() & is_share].drop_duplicates(["session", "person"]).copy()
    # who is present without a share was there the whole time
    good["share"] = good["share"].fillna((good["came"] == "present").astype(float))
    good.loc[~good["came"].isin(["present", "partial"]), "share"] = 0.0
    return good[["session", "person", "is_known_numbering", "came", "share", "away"]].reset_index(drop=True)


def stints(folder: Path) -> Frame:
    lines = read_raw(folder, "dgv_verblijven", readers.EUROPEAN)
    table = Frame(
        {
            "person": "sidis" + lines["Dossiernummer"],
            "prison": lines["Inrichting"].map(readers.PRISONS),
            "start": days(lines["Van"], readers.EUROPEAN),
            "end": days(lines["Tot"], readers.EUROPEAN).fillna(pd.Timestamp("2200-01-01")),
            "gender": lines["Geslacht"].map({"Man": "M", "Vrouw": "V", "X": "X"}),
            "birth_year": days(lines["Geboortedatum"], readers.EUROPEAN).dt.year,
            "statuut": lines["Statuut"].map(
                {"Beklaagde": "remand", "Veroordeelde": "sentenced", "Geïnterneerde": "internee"}
            ),
            "regime": lines["Regime"].map(
                {"Open": "open", "Halfopen": "half_open", "Gesloten": "closed", "Gemeenschap": "community"}
            ),
            "language_group": lines["Taal"].map(
                {"Nederlands": "dutch", "Frans": "french", "Andere": "other"}
            ),
        }
    )
    return table[table["gender"].notna()].reset_index(drop=True)


def totals(folder: Path) -> Frame:
    parts = []
    for prefix, (manner, organisation, domain, subdomain) in readers.TOTALS.items():
        lines = read_raw(folder, prefix, manner)
        if prefix == "bibv_totalen":
            lines = lines.melt(["Gevangenis", "Telling", "Jaar"], var_name="Kwartaal", value_name="Aantal")
            lines = lines.assign(Periode=lines["Jaar"] + "-" + lines["Kwartaal"], Wat=lines["Telling"])
        parts.append(
            Frame(
                {
                    "organisation": organisation,
                    "domain": domain,
                    "subdomain": subdomain,
                    "prison": lines["Gevangenis"].map(readers.PRISONS),
                    "period": lines["Periode"],
                    "measure": lines["Wat"].map(readers.MEASURES),
                    "value": numbers(lines["Aantal"], manner),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def trajectories(folder: Path) -> Frame:
    parts = []
    for prefix, (manner, organisation, domain, numbering) in readers.TRAJECTORIES.items():
        lines = read_raw(folder, prefix, manner)
        parts.append(
            Frame(
                {
                    "organisation": organisation,
                    "domain": domain,
                    "person": numbering + lines["Cliëntnummer"],
                    "prison": lines["Inrichting"].map(readers.PRISONS),
                    "start": days(lines["Start"], manner),
                    "end": days(lines["Einde"], manner),
                    "end_status": lines["Afloop"].map(
                        {"Afgerond": "completed", "Vroegtijdig stopgezet": "ended_early"}
                    ),
                    "end_reason": lines["Reden stopzetting"].map(
                        {
                            "Overplaatsing": "transfer", "Vrijlating": "release", "Staking": "strike",
                            "Persoonlijk": "personal", "Gezondheid": "health", "Sanctie": "sanction", "Andere": "other",
                        }
                    ),
                }
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def enrolments(folder: Path) -> Frame:
    parts = []
    for prefix, (manner, _, domain, numbering) in readers.ENROLMENTS.items():
        lines = read_raw(folder, prefix, manner)
        parts.append(
            Frame(
                {
                    "domain": domain,
                    "organisation": lines["Organisatie"],
                    "prison": lines["Gevangenis"],
                    "person": numbering + lines["Nr deelnemer"],
                    "status": lines["Status inschrijving"].map(
                        {
                            "Aangemeld": "applied", "Bevestigd": "confirmed", "Op wachtlijst": "waiting",
                            "Geweigerd": "refused", "Geannuleerd": "cancelled", "Gestopt": "stopped",
                            "Afgerond": "completed",
                        }
                    ),
                    "applied": days(lines["Aangemeld op"], manner),
                    "start": days(lines["Gestart op"], manner),
                    "end": days(lines["Beëindigd op"], manner),
                }
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def certificates(folder: Path) -> Frame:
    parts = []
    for prefix, (manner, _, domain, numbering) in readers.CERTIFICATES.items():
        lines = read_raw(folder, prefix, manner)
        kinds = {"Certificaat": "certificate", "Deelcertificaat": "partial", "Attest": "attestation"}
        parts.append(
            Frame(
                {
                    "domain": domain,
                    "organisation": lines["Organisatie"],
                    "prison": lines["Gevangenis"],
                    "person": numbering + lines["Nr deelnemer"],
                    "date": days(lines["Datum evaluatie"], manner),
                    "passed": lines["Resultaat"].map({"Geslaagd": True, "Niet geslaagd": False}),
                    "kind": lines["Soort bewijs"].map(kinds),
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    return table[table["date"].notna() & table["passed"].notna()].assign(
        passed=lambda good: good["passed"].astype(bool)
    )
