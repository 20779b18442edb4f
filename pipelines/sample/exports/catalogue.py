"""Which exports each partner delivers, in its own format and with its own headers."""

from collections.abc import Mapping

from pipelines.sample.exports.headers import (
    CERTIFICATES,
    COURSES,
    DOMAINS,
    ENROLMENTS,
    FAMILIES,
    HEADS,
    LONG_COUNTS,
    NAMED,
    POPULATION,
    REPEATED,
    STAFF,
    STINTS,
    TALKS,
    TARGETS,
    TRAJECTORIES,
    TYPED,
    UNITS,
    WIDE_COUNTS,
)
from pipelines.sample.exports.layouts import EXCEL_HOURS, PLAIN, TABBED, WEB, FileLayout

CATALOGUE = (
    FileLayout("dgv_verblijven", "DGV", "person", STINTS, per="all", prison="name"),
    FileLayout("dgv_bevolking", "DGV", "population", POPULATION, WEB, prison="name"),
    FileLayout(
        "cov_inzet",
        "COV",
        "staff",
        STAFF,
        form="xlsx",
        prison="town",
        title=("Inzet van partners", "Fictief"),
    ),
    FileLayout("cov_actieplan", "COV", "target", TARGETS, PLAIN),
    FileLayout("cawv_gesprekken", "CAWV", "talks", TALKS, EXCEL_HOURS, "quarter", prison="name"),
    FileLayout("cawv_trajecten", "CAWV", "trajectory", TRAJECTORIES, per="all", prison="name"),
    FileLayout(
        "kbv_bezoeken",
        "KBV",
        "heads",
        FAMILIES,
        form="xlsx",
        prison="town",
        title=("Kinderbezoek", "Fictief", ""),
    ),
    FileLayout("oov_momenten", "OOV", "heads", UNITS, WEB, prison="town"),
    FileLayout("herv_groepen", "HERV", "repeated", REPEATED, PLAIN, prison="town"),
    FileLayout("wonv_gesprekken", "WONV", "talks", TALKS, prison="name"),
    FileLayout("wonv_trajecten", "WONV", "trajectory", TRAJECTORIES, WEB, per="all", prison="name"),
    FileLayout("tolv_totalen", "TOLV", "count", LONG_COUNTS, prison="name"),
    FileLayout("ligv_deelnames", "LIGV", "repeated", COURSES, prison="name"),
    FileLayout("cvov_deelnames", "CVOV", "typed", TYPED, WEB, prison="town"),
    FileLayout(
        "oncv_inschrijvingen", "ONCV", "enrolment", ENROLMENTS, EXCEL_HOURS, partners=("LIGV", "CVOV")
    ),
    FileLayout("oncv_bewijzen", "ONCV", "certificate", CERTIFICATES, partners=("LIGV", "CVOV", "EXAV")),
    FileLayout("hogv_gesprekken", "HOGV", "talks", TALKS, PLAIN, prison="name"),
    FileLayout("hogv_trajecten", "HOGV", "trajectory", TRAJECTORIES, PLAIN, per="all", prison="name"),
    FileLayout("arbv_gesprekken", "ARBV", "talks", TALKS, WEB, "quarter", prison="town"),
    FileLayout("arbv_trajecten", "ARBV", "trajectory", TRAJECTORIES, WEB, per="all", prison="town"),
    FileLayout("werv_trainingen", "WERV", "repeated", REPEATED, PLAIN),
    FileLayout("oplv_deelnames", "OPLV", "repeated", REPEATED, form="sheets", prison="town"),
    FileLayout("oplv_inschrijvingen", "OPLV", "enrolment", ENROLMENTS, WEB, partners=("OPLV",)),
    FileLayout("oplv_bewijzen", "OPLV", "certificate", CERTIFICATES, WEB, partners=("OPLV",)),
    FileLayout(
        "schv_activiteiten",
        "SCHV",
        "heads",
        DOMAINS,
        form="xlsx",
        prison="name",
        title=("Fiche", "Fictief", ""),
    ),
    FileLayout("bibv_totalen", "BIBV", "wide", WIDE_COUNTS, prison="town"),
    FileLayout("bibw_totalen", "BIBW", "count", LONG_COUNTS, PLAIN, prison="town"),
    FileLayout("muzv_sessies", "MUZV", "typed", TYPED, PLAIN, "quarter", prison="town"),
    FileLayout("thev_repetities", "THEV", "heads", HEADS, EXCEL_HOURS, prison="town"),
    FileLayout("leev_lezers", "LEEV", "repeated", REPEATED, WEB, prison="town"),
    FileLayout("filv_avonden", "FILV", "heads", HEADS, WEB, prison="town"),
    FileLayout("spov_uren", "SPOV", "heads", HEADS, EXCEL_HOURS, "quarter"),
    FileLayout("fitv_lijsten", "FITV", "repeated", NAMED, EXCEL_HOURS, "quarter", prison="town"),
    FileLayout("yogv_lijsten", "YOGV", "repeated", NAMED, WEB, prison="town"),
    FileLayout("voev_trainingen", "VOEV", "heads", HEADS, TABBED, prison="town"),
    FileLayout("cggv_gesprekken", "CGGV", "talks", TALKS, WEB, prison="name"),
    FileLayout("cggv_trajecten", "CGGV", "trajectory", TRAJECTORIES, WEB, per="all", prison="name"),
    FileLayout("druv_groepen", "DRUV", "repeated", REPEATED, WEB, prison="town"),
    FileLayout(
        "gezv_sessies", "GEZV", "heads", HEADS, form="xlsx", prison="town", title=("Gezond leven", "Fictief")
    ),
    FileLayout("dagv_deelnames", "DAGV", "typed", TYPED, WEB, prison="town"),
    FileLayout("vriv_totalen", "VRIV", "count", LONG_COUNTS, WEB, prison="town"),
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
