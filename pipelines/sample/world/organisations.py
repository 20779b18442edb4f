"""The make-believe partners of the sample: kinds of organisations that work in Flemish prisons."""

from pipelines.sample.world.partners import Offer, Partner, individual

PARTNERS = (
    Partner(
        "CAWV",
        "CAW Voorbeeld",
        "welzijn",
        (individual("Begeleidingsgesprek", "psychosociaal"), individual("Onthaalgesprek", "onthaal", 45, 4)),
        started_per_month=0.016,
    ),
    Partner(
        "KBV",
        "Kinderbezoek Voorbeeld",
        "welzijn",
        (Offer("Kinderbezoek", "gezin", 120, 14, per=400, unit="child"),),
        registers="heads",
    ),
    Partner(
        "OOV",
        "Organisatieondersteuning Voorbeeld",
        "welzijn",
        (
            Offer("Infosessie re-integratie", "onthaal", 90, 20, every=4, per=400),
            Offer("Gezinsmoment", "gezin", 150, 16, every=8, per=400, unit="family"),
            Offer("Partneravond", "gezin", 120, 12, every=12, per=400, unit="couple"),
        ),
        registers="heads",
    ),
    Partner(
        "HERV",
        "Herstel Voorbeeld",
        "welzijn",
        (Offer("Herstelgroep", "herstel", 120, 8, every=2, per=300, pauses_in_summer=True),),
    ),
    Partner(
        "WONV",
        "Woonpunt Voorbeeld",
        "welzijn",
        (individual("Woonbegeleiding", "wonen", 60, 4),),
        places=(0, 1),
        started_per_month=0.008,
    ),
    Partner("TOLV", "Tolkendienst Voorbeeld", "welzijn", registers="totals", places=(0, 2)),
    Partner(
        "LIGV",
        "Basiseducatie Voorbeeld",
        "onderwijs",
        (
            Offer("Nederlands voor anderstaligen", "nt2", 150, 10, per=150, pauses_in_summer=True),
            Offer("Lezen en schrijven", "basiseducatie", 120, 8, per=220, pauses_in_summer=True),
            Offer("Rekenen, meten en geld", "basiseducatie", 120, 8, per=260, pauses_in_summer=True),
        ),
        enrols=True,
        certifies=True,
    ),
    Partner(
        "CVOV",
        "CVO Voorbeeld",
        "onderwijs",
        (
            Offer("Informatica", "secundair", 180, 10, per=200, pauses_in_summer=True),
            Offer("Bedrijfsbeheer", "secundair", 180, 10, per=260, pauses_in_summer=True),
            Offer("Engels", "secundair", 120, 10, per=260, pauses_in_summer=True),
        ),
        enrols=True,
        certifies=True,
    ),
    Partner(
        "HOGV",
        "Hogeschool Voorbeeld",
        "onderwijs",
        (individual("Studiebegeleiding", "hoger", 60, 4),),
        places=(0, 1),
        started_per_month=0.003,
    ),
    Partner("ONCV", "Onderwijscoördinatie Voorbeeld", "onderwijs", registers="none"),
    Partner(
        "EXAV", "Examencentrum Voorbeeld", "onderwijs", registers="none", certifies=True, places=(0, 1, 2)
    ),
    Partner(
        "ARBV",
        "Arbeidsbemiddeling Voorbeeld",
        "tewerkstelling",
        (individual("Loopbaangesprek", "arbeidsbemiddeling", 60, 3),),
        numbering="arbv",
        started_per_month=0.012,
    ),
    Partner(
        "WERV",
        "Werkatelier Voorbeeld",
        "tewerkstelling",
        (Offer("Sollicitatietraining", "arbeidsbemiddeling", 180, 8, every=2, per=300),),
        places=(0, 1),
    ),
    Partner(
        "OPLV",
        "Beroepsopleiding Voorbeeld",
        "tewerkstelling",
        (
            Offer("Lassen", "beroepsopleiding", 240, 8, per=260, pauses_in_summer=True),
            Offer("Grootkeuken", "beroepsopleiding", 240, 8, per=300),
        ),
        places=(0, 1),
        enrols=True,
        certifies=True,
    ),
    Partner(
        "SCHV",
        "Sport- en cultuurhuis Voorbeeld",
        "cultuur",
        (
            Offer("Creatief atelier", "atelier", 120, 12, per=220),
            Offer("Voorstelling", "podium", 90, 40, every=8, per=400),
            Offer("Open sport", "teamsport", 60, 20, per=150, domain="sport"),
            Offer("Sportdag", "teamsport", 240, 45, every=16, per=400, domain="sport"),
        ),
        registers="heads",
    ),
    Partner("BIBV", "Stadsbibliotheek Voorbeeld", "cultuur", registers="totals", places=(0, 1)),
    Partner("BIBW", "Bibliotheek Voorbeeldstad", "cultuur", registers="totals", places=(2, 3)),
    Partner(
        "MUZV", "Muziekatelier Voorbeeld", "cultuur", (Offer("Muziekatelier", "muziek", 120, 8, per=220),)
    ),
    Partner(
        "THEV",
        "Theatergroep Voorbeeld",
        "cultuur",
        (Offer("Theaterrepetitie", "podium", 150, 12, every=2, per=300, pauses_in_summer=True),),
        registers="heads",
        places=(0, 1),
    ),
    Partner(
        "LEEV",
        "Leesgroep Voorbeeld",
        "cultuur",
        (Offer("Leesgroep", "bibliotheek", 90, 8, every=2, per=300),),
    ),
    Partner(
        "FILV",
        "Filmclub Voorbeeld",
        "cultuur",
        (Offer("Filmavond", "podium", 150, 25, every=2, per=400),),
        registers="heads",
        places=(0, 2),
    ),
    Partner(
        "SPOV",
        "Sportdienst Voorbeeld",
        "sport",
        (
            Offer("Zaalvoetbal", "teamsport", 60, 14, per=200),
            Offer("Badminton", "teamsport", 60, 10, per=300),
        ),
        registers="heads",
    ),
    Partner(
        "FITV",
        "Fitnessbegeleiding Voorbeeld",
        "sport",
        (Offer("Fitness", "fitness", 75, 12, per=120), Offer("Conditietraining", "fitness", 60, 12, per=260)),
    ),
    Partner(
        "YOGV",
        "Yoga Voorbeeld",
        "sport",
        (Offer("Yoga voor vrouwen", "beweging", 60, 8, per=60, target="V"),),
    ),
    Partner(
        "VOEV",
        "Voetbalclub Voorbeeld",
        "sport",
        (Offer("Voetbaltraining", "teamsport", 90, 18, per=300),),
        registers="heads",
        places=(1, 2),
    ),
    Partner(
        "CGGV",
        "CGG Voorbeeld",
        "gezondheid",
        (individual("Therapeutisch gesprek", "ggz"),),
        places=(0, 1, 2),
        started_per_month=0.007,
    ),
    Partner(
        "DRUV",
        "Drughulp Voorbeeld",
        "gezondheid",
        (Offer("Drughulpgroep", "drughulp", 90, 8, per=260),),
        numbering="druv",
        places=(0, 2),
    ),
    Partner(
        "GEZV",
        "Gezondheidspromotie Voorbeeld",
        "gezondheid",
        (Offer("Gezond leven", "gezondheidspromotie", 90, 15, every=4, per=300),),
        registers="heads",
    ),
    Partner(
        "DAGV",
        "Dagprogramma Voorbeeld",
        "gezondheid",
        (Offer("Dagprogramma", "ggz", 180, 10, per=260, target="internee"),),
        places=(0,),
    ),
    Partner("VRIV", "Vrijwilligers Voorbeeld", "welzijn", registers="totals"),
)
"""Names and figures are make-believe; the kinds of organisations are those that work in Flemish prisons."""

ADMINISTRATION = Partner("DGV", "Gevangenisadministratie Voorbeeld", "", registers="none")
COORDINATION = Partner("COV", "Coördinatie Voorbeeld", "", registers="none")
