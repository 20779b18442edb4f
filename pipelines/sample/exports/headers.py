"""The columns of each kind of export, with the headers and words that partners use."""

from pipelines.sample.exports import words
from pipelines.sample.exports.layouts import FileColumn

C = FileColumn

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
