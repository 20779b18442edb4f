"""The words in which partners write codes, by column; a partner may have words of its own."""

from collections.abc import Mapping

Words = Mapping[str, str]
"""Code to word."""

STATUS: Words = {
    "held": "Doorgegaan",
    "cancelled": "Afgelast",
    "moved": "Verplaatst",
    "not_recorded": "Niet geregistreerd",
}
STATUS_SHORT: Words = {
    "held": "ok",
    "cancelled": "geannuleerd",
    "moved": "verzet",
    "not_recorded": "?? nog in te vullen",
}
REASON: Words = {
    "": "",
    "strike": "Staking",
    "prison_staff_shortage": "Personeelstekort",
    "facilitator_absent": "Begeleider afwezig",
    "room_unavailable": "Lokaal niet beschikbaar",
    "incident": "Incident",
    "too_few_enrolments": "Te weinig inschrijvingen",
    "holiday": "Feestdag of vakantie",
    "health": "Gezondheid",
    "technical": "Technisch",
    "other": "Andere",
    "unknown": "Onbekend",
}
PRESENCE: Words = {
    "": "",
    "present": "Aanwezig",
    "partial": "Gedeeltelijk",
    "absent": "Afwezig",
    "not_recorded": "Niet ingevuld",
    "not_applicable": "Niet van toepassing",
}
YES_NO: Words = {
    "": "",
    "present": "Ja",
    "partial": "Deels",
    "absent": "Nee",
    "not_recorded": "Niet geweten",
    "not_applicable": "Vervalt",
}
ABSENCE: Words = {
    "": "",
    "ill": "Ziek",
    "refused": "Geweigerd",
    "excused": "Verontschuldigd",
    "rest_day": "Rustdag",
    "clash": "Overlap",
    "suspended": "Geschorst",
    "transfer": "Overgeplaatst",
    "release": "Vrijgelaten",
    "other": "Andere",
    "unknown": "Onbekend",
}
DOMAIN: Words = {"cultuur": "Cultuur", "sport": "Sport"}
FORM: Words = {"group": "Groep", "individual": "Individueel"}
UNIT: Words = {"person": "Personen", "child": "Kinderen", "family": "Gezinnen", "couple": "Koppels"}
GENDER: Words = {"M": "Man", "V": "Vrouw", "X": "X"}
STATUUT: Words = {"remand": "Beklaagde", "sentenced": "Veroordeelde", "internee": "Geïnterneerde"}
REGIME: Words = {"open": "Open", "half_open": "Halfopen", "closed": "Gesloten", "community": "Gemeenschap"}
LANGUAGE: Words = {"dutch": "Nederlands", "french": "Frans", "other": "Andere"}
ENROLMENT: Words = {
    "applied": "Aangemeld",
    "confirmed": "Bevestigd",
    "waiting": "Op wachtlijst",
    "refused": "Geweigerd",
    "cancelled": "Geannuleerd",
    "stopped": "Gestopt",
    "completed": "Afgerond",
}
END_STATUS: Words = {"": "", "completed": "Afgerond", "ended_early": "Vroegtijdig stopgezet"}
END_REASON: Words = {
    "": "",
    "transfer": "Overplaatsing",
    "release": "Vrijlating",
    "strike": "Staking",
    "personal": "Persoonlijk",
    "health": "Gezondheid",
    "sanction": "Sanctie",
    "other": "Andere",
    "unknown": "Onbekend",
}
RESULT: Words = {"passed": "Geslaagd", "failed": "Niet geslaagd"}
CERTIFICATE: Words = {"certificate": "Certificaat", "partial": "Deelcertificaat", "attestation": "Attest"}
BREAKDOWN: Words = {
    "all": "Totaal",
    "gender": "Geslacht",
    "age_band": "Leeftijd",
    "statuut": "Statuut",
    "language_group": "Taalgroep",
    "regime": "Regime",
}
MEASURE: Words = {
    "loans": "Uitleningen",
    "borrowers": "Leners",
    "library_visits": "Bezoeken",
    "sessions_planned": "Aanvragen",
    "sessions_held": "Tolkmomenten",
    "sessions_cancelled": "Niet doorgegaan",
    "session_hours": "Tolkuren",
    "attendances": "Deelnames",
}
SUBDOMAIN: Words = {
    "onthaal": "Onthaal",
    "psychosociaal": "Psychosociaal",
    "gezin": "Gezin",
    "herstel": "Herstel",
    "wonen": "Wonen",
    "basiseducatie": "Basiseducatie",
    "nt2": "NT2",
    "secundair": "Secundair volwassenenonderwijs",
    "hoger": "Hoger onderwijs",
    "arbeidsbemiddeling": "Arbeidsbemiddeling",
    "beroepsopleiding": "Beroepsopleiding",
    "bibliotheek": "Bibliotheek",
    "atelier": "Atelier",
    "podium": "Podium",
    "muziek": "Muziek",
    "teamsport": "Teamsport",
    "fitness": "Fitness",
    "beweging": "Beweging",
    "drughulp": "Drughulp",
    "ggz": "Geestelijke gezondheid",
    "gezondheidspromotie": "Gezondheidspromotie",
}
