"""How partners call columns and words of the contracts, in Dutch, French and English."""

HEADERS: dict[str, tuple[str, ...]] = {
    "session_id": ("nr", "nummer", "sessienummer", "sessie", "session id", "numéro", "event id"),
    "activity_id": ("activiteitsnummer", "cursusnummer", "activity id"),
    "activity_name": (
        "activiteit", "cursus", "naam activiteit", "titel", "opleiding", "vorming", "name", "event name",
        "title",
        "activité", "cours", "event",
    ),
    "prison_code": (
        "gevangenis", "inrichting", "pi", "instelling", "locatie", "prison", "établissement", "location",
        "branch",
        "library name", "site",
    ),
    "organisation_code": ("organisatie", "partner", "organisation", "aanbieder", "dienst"),
    "domain_code": ("domein", "levensdomein", "domaine", "domain", "werkveld", "category"),
    "subdomain_code": ("subdomein", "thema", "richting", "sous-domaine", "subdomain"),
    "session_date": ("datum", "dag", "datum sessie", "date", "event date", "session date", "jour"),
    "start_time": ("uur", "beginuur", "start", "van", "heure", "start time", "heure de début", "aanvang"),
    "duration_hours": ("duur", "duur (uren)", "uren", "lesuren", "durée", "duration", "hours",
        "aantal uren"),
    "supervision_hours": ("uren begeleiding", "begeleidingsuren", "heures d'accompagnement", "staff hours"),
    "head_count": (
        "aantal", "aantal aanwezigen", "aanwezigen", "# aanwezig", "deelnemers", "aantal dln", "# deeln.",
        "attendees", "attendance", "participants", "nombre de participants", "présents", "total attendance",
    ),
    "capacity": ("plaatsen", "capaciteit", "max", "places", "capacity"),
    "status": ("status", "les", "stand", "statut", "aanwezig", "présence", "présent", "present",
        "aanwezigheid", "attendance status", "toestand"),
    "cancellation_reason": ("reden", "reden afgelast", "reden annulatie", "raison", "motif",
        "cancellation reason"),
    "absence_reason": ("waarom niet", "reden afwezigheid", "raison d'absence", "absence reason"),
    "person_id": (
        "persoonsnummer", "nr deelnemer", "deelnemer", "sidis", "dossiernummer", "numéro de personne",
        "person id",
        "participant id", "clientnummer", "gedetineerde", "n° détenu", "numéro de détenu", "nr gedetineerde",
        "prisoner number", "inmate number", "matricule", "rolnummer",
    ),
    "share": ("deel", "aandeel", "perunage", "part", "share"),
    "form": ("vorm", "type", "forme", "form", "groep of individueel"),
    "target_group": ("doelgroep", "publiek", "public", "audience", "target group"),
    "period_code": ("periode", "kwartaal", "jaar", "période", "trimestre", "period", "quarter", "year",
        "maand"),
    "indicator_code": ("telling", "indicator", "maat", "indicateur", "measure"),
    "value": ("waarde", "aantal", "totaal", "valeur", "value", "count", "total"),
    "applied_date": ("aangemeld op", "datum aanmelding", "inschrijvingsdatum", "date d'inscription",
        "applied"),
    "start_date": ("begindatum", "start", "van", "gestart op", "date de début", "start date"),
    "end_date": ("einddatum", "tot", "gestopt op", "date de fin", "end date"),
    "end_reason": ("reden stopzetting", "reden einde", "motif de fin", "end reason"),
    "end_status": ("afloop", "resultaat", "issue", "outcome"),
    "evaluated_date": ("datum evaluatie", "datum bewijs", "date d'évaluation", "awarded on"),
    "gender": ("geslacht", "sexe", "gender", "m/v/x"),
    "birth_year": ("geboortejaar", "année de naissance", "birth year"),
    "role": ("functie", "rol", "fonction", "role"),
    "fte": ("vte", "etp", "fte"),
}  # fmt: skip

VALUES: dict[str, tuple[str, ...]] = {
    "held": ("doorgegaan", "ok", "gegeven", "ja", "eu lieu", "held", "done", "uitgevoerd"),
    "cancelled": ("afgelast", "geannuleerd", "annulé", "cancelled", "niet doorgegaan", "geschrapt"),
    "moved": ("verplaatst", "verzet", "reporté", "moved", "postponed"),
    "planned": ("gepland", "prévu", "planned", "scheduled"),
    "not_recorded": ("niet geregistreerd", "niet ingevuld", "nog in te vullen", "non enregistré",
        "not recorded"),
    "present": ("aanwezig", "ja", "j", "x", "présent", "present", "attended", "oui", "yes"),
    "absent": ("afwezig", "nee", "neen", "n", "absent", "non", "no", "niet aanwezig"),
    "partial": ("gedeeltelijk", "deels", "partiel", "partial"),
    "not_applicable": ("niet van toepassing", "nvt", "sans objet", "not applicable"),
    "group": ("groep", "groepsactiviteit", "groupe", "group"),
    "individual": ("individueel", "individuele begeleiding", "individuel", "individual"),
    "strike": ("staking", "grève", "strike"),
    "prison_staff_shortage": ("personeelstekort", "manque de personnel", "staff shortage"),
    "facilitator_absent": ("begeleider afwezig", "lesgever ziek", "formateur absent"),
    "room_unavailable": ("lokaal niet beschikbaar", "geen lokaal", "local indisponible"),
    "too_few_enrolments": ("te weinig inschrijvingen", "trop peu d'inscriptions"),
    "holiday": ("feestdag", "vakantie", "feestdag of vakantie", "congé", "holiday"),
    "ill": ("ziek", "malade", "ill", "sick"),
    "refused": ("geweigerd", "refusé", "refused"),
    "excused": ("verontschuldigd", "excusé", "excused"),
    "clash": ("overlap", "bezoek", "rechtbank", "clash"),
    "transfer": ("transfer", "overplaatsing", "transfert"),
    "release": ("vrijlating", "vrij", "libération", "release"),
    "other": ("andere", "autre", "other"),
    "unknown": ("onbekend", "inconnu", "unknown"),
    "male": ("man", "m", "homme", "male"),
    "female": ("vrouw", "v", "femme", "female", "f"),
}  # fmt: skip

PERSONAL = (
    "naam", "voornaam", "familienaam", "achternaam", "naam deelnemer", "nom", "prénom", "first name",
    "last name",
    "surname", "rijksregisternummer", "rrn", "niss", "insz", "registre national", "geboortedatum",
    "date de naissance", "date of birth", "adres", "adresse", "address", "telefoon", "gsm", "e-mail",
    "email",
    "opmerking", "opmerkingen", "remarque", "remarques", "remarks", "comment", "notities", "begeleider",
)  # fmt: skip
"""Headers of columns that never pass: they name persons, or anything can be written in them."""

NAMING = frozenset((
    "voornaam", "familienaam", "achternaam", "prénom", "rijksregisternummer", "rijksregister", "rrn",
    "niss", "insz", "inss", "bsn", "geboortedatum", "geboorteplaats", "telefoon", "telefoonnummer", "gsm",
    "gsm-nummer", "téléphone", "e-mail", "email", "e-mailadres", "mailadres", "adres", "huisadres",
    "thuisadres", "straat", "huisnummer", "paspoortnummer", "identiteitskaart", "identiteitsnummer",
    "rekeningnummer", "iban", "surname", "birthdate", "handtekening", "signature",
))  # fmt: skip
"""One of these words makes a header one of these, whatever stands beside it."""

NAME_OF = frozenset({"naam", "namen", "nom", "noms", "name", "names"})
WHO = frozenset((
    "deelnemer", "deelnemers", "gedetineerde", "gedetineerden", "cliënt", "client", "persoon", "cursist",
    "leerling", "bezoeker", "patiënt", "kind", "lesgever", "begeleider", "participant", "participants",
    "détenu", "détenus", "personne", "visiteur", "prisoner", "inmate", "person", "visitor", "volledige",
    "full", "complet",
))  # fmt: skip
"""A word of each makes it one too."""
