"""Which exports each partner delivers, in its own format and with its own headers."""

from collections.abc import Mapping

from pipelines.sample import words
from pipelines.sample.layouts import EXCEL_HOURS, PLAIN, TABBED, WEB, Column, Layout

C = Column

TALKS = (
    C("Gespreknr", "session_id"),
    C("Inrichting", "prison_code"),
    C("Soort begeleiding", "activity_name"),
    C("Datum gesprek", "session_date"),
    C("Uur", "start_time"),
    C("Duur", "duration_hours"),
    C("Stand van zaken", "status", words.STATUS),
    C("Reden niet doorgegaan", "cancellation_reason", words.REASON),
    C("Cliëntnummer", "person_id"),
    C("Aanwezigheid", "attendance", words.PRESENCE),
    C("Reden afwezigheid", "absence_reason", words.ABSENCE),
)
TRAJECTORIES = (
    C("Trajectnr", "trajectory_id"),
    C("Cliëntnummer", "person_id"),
    C("Inrichting", "prison_code"),
    C("Thema", "subdomain_code", words.SUBDOMAIN),
    C("Start", "start_date"),
    C("Einde", "end_date"),
    C("Afloop", "end_status", words.END_STATUS),
    C("Reden stopzetting", "end_reason", words.END_REASON),
)
REPEATED = (
    C("Gevangenis", "prison_code"),
    C("Cursus", "activity_name"),
    C("Datum", "session_date"),
    C("Beginuur", "start_time"),
    C("Duur (uren)", "duration_hours"),
    C("Les", "status", words.STATUS),
    C("Reden", "cancellation_reason", words.REASON),
    C("Begeleidingsuren", "supervision_hours"),
    C("Plaatsen", "capacity"),
    C("Nr deelnemer", "person_id"),
    C("Aanwezig", "attendance", words.YES_NO),
    C("Deel", "share"),
    C("Waarom niet", "absence_reason", words.ABSENCE),
)
NAMED = (C("Familienaam", "family_name"), C("Voornaam", "first_name"), *REPEATED)
TYPED = (
    C("Type", "line_type", {"session": "Sessie", "attendance": "Deelname"}),
    C("Sessie-id", "session_id"),
    C("Activiteit-id", "activity_id"),
    C("Activiteit", "activity_name"),
    C("Locatie", "prison_code"),
    C("Vak", "subdomain_code", words.SUBDOMAIN),
    C("Datum", "session_date"),
    C("Van", "start_time"),
    C("Vormingsuren", "duration_hours"),
    C("Begeleidingsuren", "supervision_hours"),
    C("Status", "status", words.STATUS),
    C("Reden annulatie", "cancellation_reason", words.REASON),
    C("Max. deelnemers", "capacity"),
    C("Deelnemer", "person_id"),
    C("Deelname", "attendance", words.PRESENCE),
    C("Effectieve deelname (perunage)", "share"),
    C("Reden afwezig", "absence_reason", words.ABSENCE),
)
HEADS = (
    C("Nr", "session_id"),
    C("Gevangenis", "prison_code"),
    C("Activiteit", "activity_name"),
    C("Datum", "session_date"),
    C("Uur", "start_time"),
    C("Duur", "duration_hours"),
    C("Status", "status", words.STATUS_SHORT),
    C("Reden afgelast", "cancellation_reason", words.REASON),
    C("Uren begeleiding", "supervision_hours"),
    C("# aanwezig", "head_count"),
)
FAMILIES = (*HEADS[:9], C("Aantal kinderen", "head_count"), C("Aantal gezinnen", "family_count"))
THEME = C("Thema", "subdomain_code", words.SUBDOMAIN)
UNITS = (*HEADS, C("Geteld in", "unit", words.UNIT), THEME)
DOMAINS = (*HEADS, C("Werkveld", "domain_code", words.DOMAIN), THEME)
COURSES = (*REPEATED, C("Richting", "subdomain_code", words.SUBDOMAIN))
ENROLMENTS = (
    C("Inschrijvingsnr", "enrolment_id"),
    C("Organisatie", "organisation_code"),
    C("Gevangenis", "prison_code"),
    C("Opleiding", "activity_name"),
    C("Nr deelnemer", "person_id"),
    C("Status inschrijving", "status", words.ENROLMENT),
    C("Aangemeld op", "applied_date"),
    C("Gestart op", "start_date"),
    C("Beëindigd op", "end_date"),
    C("Reden einde", "end_reason", words.END_REASON),
)
CERTIFICATES = (
    C("Bewijsnr", "certificate_id"),
    C("Organisatie", "organisation_code"),
    C("Gevangenis", "prison_code"),
    C("Opleiding", "activity_name"),
    C("Onderdeel", "subdomain_code", words.SUBDOMAIN),
    C("Nr deelnemer", "person_id"),
    C("Datum evaluatie", "evaluated_date"),
    C("Resultaat", "result", words.RESULT),
    C("Soort bewijs", "certificate_kind", words.CERTIFICATE),
)
LONG_COUNTS = (
    C("Gevangenis", "prison_code"),
    C("Periode", "period_code"),
    C("Wat", "indicator_code", words.MEASURE),
    C("Aantal", "value"),
)
WIDE_COUNTS = (
    C("Gevangenis", "prison_code"),
    C("Telling", "indicator_code", words.MEASURE),
    C("Jaar", "year"),
    *(C(f"K{quarter}", f"K{quarter}") for quarter in range(1, 5)),
)
STINTS = (
    C("Dossiernummer", "person_id"),
    C("Inrichting", "prison_code"),
    C("Van", "valid_from"),
    C("Tot", "valid_to"),
    C("Geslacht", "gender", words.GENDER),
    C("Geboortedatum", "birth_date"),
    C("Statuut", "statuut", words.STATUUT),
    C("Regime", "regime", words.REGIME),
    C("Taal", "language_group", words.LANGUAGE),
)
POPULATION = (
    C("Inrichting", "prison_code"),
    C("Periode", "period_code"),
    C("Uitsplitsing", "breakdown", words.BREAKDOWN),
    C("Groep", "category"),
    C("Officiële capaciteit", "capacity_official"),
    C("Bedden", "beds"),
    C("Gemiddelde bevolking", "average_population"),
    C("Doorstroom", "throughput"),
)
STAFF = (
    C("Organisatie", "organisation_code"),
    C("Gevangenis", "prison_code"),
    C("Jaar", "period_code"),
    C("Functie", "role"),
    C("VTE", "fte"),
    C("Medewerkers", "headcount"),
    C("Vrijwilligers", "volunteers"),
)
TARGETS = (
    C("Doelstelling", "objective_code"),
    C("Gevangenis", "prison_code"),
    C("Jaar", "year"),
    C("Omschrijving", "objective_name"),
    C("Levensdomein", "domain_code"),
    C("Indicator", "indicator_code"),
    C("Streefwaarde", "target_value"),
    C("Beter als", "better_when", {"higher": "hoger", "lower": "lager"}),
)

CATALOGUE = (
    Layout("dgv_verblijven", "DGV", "person", STINTS, per="all", prison="name"),
    Layout("dgv_bevolking", "DGV", "population", POPULATION, WEB, prison="name"),
    Layout(
        "cov_inzet",
        "COV",
        "staff",
        STAFF,
        form="xlsx",
        prison="town",
        title=("Inzet van partners", "Fictief"),
    ),
    Layout("cov_actieplan", "COV", "target", TARGETS, PLAIN),
    Layout("cawv_gesprekken", "CAWV", "talks", TALKS, EXCEL_HOURS, "quarter", prison="name"),
    Layout("cawv_trajecten", "CAWV", "trajectory", TRAJECTORIES, per="all", prison="name"),
    Layout(
        "kbv_bezoeken",
        "KBV",
        "heads",
        FAMILIES,
        form="xlsx",
        prison="town",
        title=("Kinderbezoek", "Fictief", ""),
    ),
    Layout("oov_momenten", "OOV", "heads", UNITS, WEB, prison="town"),
    Layout("herv_groepen", "HERV", "repeated", REPEATED, PLAIN, prison="town"),
    Layout("wonv_gesprekken", "WONV", "talks", TALKS, prison="name"),
    Layout("wonv_trajecten", "WONV", "trajectory", TRAJECTORIES, WEB, per="all", prison="name"),
    Layout("tolv_totalen", "TOLV", "count", LONG_COUNTS, prison="name"),
    Layout("ligv_deelnames", "LIGV", "repeated", COURSES, prison="name"),
    Layout("cvov_deelnames", "CVOV", "typed", TYPED, WEB, prison="town"),
    Layout("oncv_inschrijvingen", "ONCV", "enrolment", ENROLMENTS, EXCEL_HOURS, partners=("LIGV", "CVOV")),
    Layout("oncv_bewijzen", "ONCV", "certificate", CERTIFICATES, partners=("LIGV", "CVOV", "EXAV")),
    Layout("hogv_gesprekken", "HOGV", "talks", TALKS, PLAIN, prison="name"),
    Layout("hogv_trajecten", "HOGV", "trajectory", TRAJECTORIES, PLAIN, per="all", prison="name"),
    Layout("arbv_gesprekken", "ARBV", "talks", TALKS, WEB, "quarter", prison="town"),
    Layout("arbv_trajecten", "ARBV", "trajectory", TRAJECTORIES, WEB, per="all", prison="town"),
    Layout("werv_trainingen", "WERV", "repeated", REPEATED, PLAIN),
    Layout("oplv_deelnames", "OPLV", "repeated", REPEATED, form="sheets", prison="town"),
    Layout("oplv_inschrijvingen", "OPLV", "enrolment", ENROLMENTS, WEB, partners=("OPLV",)),
    Layout("oplv_bewijzen", "OPLV", "certificate", CERTIFICATES, WEB, partners=("OPLV",)),
    Layout(
        "schv_activiteiten",
        "SCHV",
        "heads",
        DOMAINS,
        form="xlsx",
        prison="name",
        title=("Fiche", "Fictief", ""),
    ),
    Layout("bibv_totalen", "BIBV", "wide", WIDE_COUNTS, prison="town"),
    Layout("bibw_totalen", "BIBW", "count", LONG_COUNTS, PLAIN, prison="town"),
    Layout("muzv_sessies", "MUZV", "typed", TYPED, PLAIN, "quarter", prison="town"),
    Layout("thev_repetities", "THEV", "heads", HEADS, EXCEL_HOURS, prison="town"),
    Layout("leev_lezers", "LEEV", "repeated", REPEATED, WEB, prison="town"),
    Layout("filv_avonden", "FILV", "heads", HEADS, WEB, prison="town"),
    Layout("spov_uren", "SPOV", "heads", HEADS, EXCEL_HOURS, "quarter"),
    Layout("fitv_lijsten", "FITV", "repeated", NAMED, EXCEL_HOURS, "quarter", prison="town"),
    Layout("yogv_lijsten", "YOGV", "repeated", NAMED, WEB, prison="town"),
    Layout("voev_trainingen", "VOEV", "heads", HEADS, TABBED, prison="town"),
    Layout("cggv_gesprekken", "CGGV", "talks", TALKS, WEB, prison="name"),
    Layout("cggv_trajecten", "CGGV", "trajectory", TRAJECTORIES, WEB, per="all", prison="name"),
    Layout("druv_groepen", "DRUV", "repeated", REPEATED, WEB, prison="town"),
    Layout(
        "gezv_sessies", "GEZV", "heads", HEADS, form="xlsx", prison="town", title=("Gezond leven", "Fictief")
    ),
    Layout("dagv_deelnames", "DAGV", "typed", TYPED, WEB, prison="town"),
    Layout("vriv_totalen", "VRIV", "count", LONG_COUNTS, WEB, prison="town"),
)
"""File names are made of the source and the period."""

FAULTS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "spov_uren": (("status", "misschien", "unknown_value"), ("prison_code", "XYZ", "unknown_code")),
    "filv_avonden": (
        ("prison_code", "Nergenshuizen", "unknown_value"),
        ("session_date", "31-02-{year}", "not_a_date"),
    ),
    "cvov_deelnames": (("attendance", "Misschien", "unknown_value"), ("share", "driekwart", "not_a_number")),
    "oncv_bewijzen": (
        ("result", "Uitgesteld", "unknown_value"),
        ("evaluated_date", "30/02/{year}", "not_a_date"),
    ),
    "dgv_verblijven": (("gender", "Onbekend", "unknown_value"),),
}
"""Lines that have to be rejected, by source: which column, what stands there and the reason."""

REPEATED_LINES = {"spov_uren": 4, "ligv_deelnames": 5, "cawv_gesprekken": 3, "schv_activiteiten": 2}
"""How many lines stand twice in the last file of a source."""

MISSING = {"arbv_gesprekken": 2}
"""The quarter of the last year that a source did not deliver."""
