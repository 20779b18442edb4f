"""Why a cell or row was refused: the codes and their words for the partner."""

from pipelines.errors import TechnicalError

REASONS = {
    "missing": {
        "nl": "Deze cel is verplicht maar leeg.",
        "fr": "Cette cellule est obligatoire mais vide.",
        "en": "This cell is required but empty.",
    },
    "formula_error": {
        "nl": "De formule geeft een fout; vul de waarde zelf in.",
        "fr": "La formule donne une erreur ; saisissez la valeur.",
        "en": "The formula gives an error; type the value.",
    },
    "formula_without_value": {
        "nl": "Deze formule werd nooit berekend; open het bestand in Excel en bewaar het, of vul de "
        "waarde in.",
        "fr": "Cette formule n'a jamais été calculée ; ouvrez et enregistrez le fichier dans Excel, ou "
        "saisissez "
        "la valeur.",
        "en": "This formula was never calculated; open the file in Excel and save it, or type the value.",
    },
    "struck_through": {
        "nl": "Deze cel is doorstreept: telt ze mee, haal dan de streep weg; telt ze niet mee, wis dan "
        "de rij.",
        "fr": "Cette cellule est barrée : si elle compte, enlevez le trait ; sinon, supprimez la ligne.",
        "en": "This cell is struck through: if it counts, take the line away; if not, delete the row.",
    },
    "merged_cells": {
        "nl": "Dit getal staat in samengevoegde cellen over verschillende rijen; zet bij elke rij haar eigen "
        "getal.",
        "fr": "Ce nombre se trouve dans des cellules fusionnées sur plusieurs lignes ; donnez à chaque ligne "
        "son nombre.",
        "en": "This number stands in cells merged over several rows; give each row its own number.",
    },
    "other_scale": {
        "nl": "De celopmaak toont dit getal in een andere eenheid (duizend, miljoen, procent); schrijf het "
        "voluit.",
        "fr": "Le format affiche ce nombre dans une autre unité (mille, million, pour cent) ; écrivez-le en "
        "entier.",
        "en": "The format shows this number in another unit (thousand, million, per cent); write it in full.",
    },
    "too_many_digits": {
        "nl": "Excel bewaart van een getal maar 15 cijfers; zet de kolom op Tekst en vul het nummer "
        "opnieuw in.",
        "fr": "Excel ne garde que 15 chiffres d'un nombre ; mettez la colonne en Texte et ressaisissez-le.",
        "en": "Excel keeps 15 digits of a number; format the column as Text and type the number again.",
    },
    "made_scientific": {
        "nl": "Excel maakte hier een afgerond getal van (zoals 2,02501E+11); zet de kolom op Tekst en "
        "vul het "
        "nummer opnieuw in.",
        "fr": "Excel en a fait un nombre arrondi (comme 2,02501E+11) ; mettez la colonne en Texte et "
        "ressaisissez "
        "le numéro.",
        "en": "Excel made a rounded number of this (such as 2.02501E+11); format the column as Text and "
        "type the "
        "number again.",
    },
    "made_a_date": {
        "nl": "Excel maakte hier een datum van; zet de kolom op Tekst en vul de waarde opnieuw in.",
        "fr": "Excel en a fait une date ; mettez la colonne en Texte et ressaisissez la valeur.",
        "en": "Excel made a date of this; format the column as Text and type the value again.",
    },
    "date_swapped": {
        "nl": "Excel verwisselde hier wellicht dag en maand: in deze kolom zijn enkel de datums tot dag "
        "12 echte datums en bleven de andere tekst, of de datums vallen pas verwisseld in de periode van "
        "het bestand. Vul de datum opnieuw in.",
        "fr": "Excel a sans doute interverti le jour et le mois : dans cette colonne, seules les dates "
        "jusqu'au "
        "jour 12 sont de vraies dates et les autres sont restées du texte, ou les dates ne tombent dans la "
        "période du fichier qu'une fois interverties. Ressaisissez la date.",
        "en": "Excel has probably swapped day and month here: in this column only dates up to day 12 are "
        "real dates and the others remained text, or the dates fall in the period of the file only when "
        "swapped. Type the date again.",
    },
    "has_footnote": {
        "nl": "Bij dit getal staat een teken van een voetnoot; zet de noot in een andere kolom.",
        "fr": "Ce nombre porte un appel de note ; mettez la note dans une autre colonne.",
        "en": "This number carries a footnote mark; put the note in another column.",
    },
    "stray_quote": {
        "nl": "In deze regel staat een aanhalingsteken dat nergens sluit; haal het weg.",
        "fr": "Cette ligne contient un guillemet qui n'est pas refermé ; enlevez-le.",
        "en": "This line holds a quotation mark that is never closed; take it out.",
    },
    "not_a_date": {
        "nl": "Dit is geen datum die bestaat; schrijf bijvoorbeeld 31/12/2025.",
        "fr": "Ce n'est pas une date existante ; écrivez par exemple 31/12/2025.",
        "en": "This is not an existing date; write 31/12/2025, for example.",
    },
    "not_a_time": {
        "nl": "Dit is geen uur; schrijf bijvoorbeeld 14:30.",
        "fr": "Ce n'est pas une heure ; écrivez par exemple 14:30.",
        "en": "This is not a time; write 14:30, for example.",
    },
    "not_a_duration": {
        "nl": "Dit is geen duur; schrijf bijvoorbeeld 1,5 of 1u30 of 90 min.",
        "fr": "Ce n'est pas une durée ; écrivez par exemple 1,5 ou 1h30 ou 90 min.",
        "en": "This is not a duration; write 1h30 or 90 min, for example.",
    },
    "not_a_year": {
        "nl": "Dit is geen jaar met vier cijfers.",
        "fr": "Ce n'est pas une année à quatre chiffres.",
        "en": "This is not a year of four digits.",
    },
    "not_a_period": {
        "nl": "Dit is geen periode; schrijf bijvoorbeeld 2025, 2025-K1 of 2025-03.",
        "fr": "Ce n'est pas une période ; écrivez par exemple 2025, 2025-K1 ou 2025-03.",
        "en": "This is not a period; write 2025, 2025-K1 or 2025-03, for example.",
    },
    "week_as_period": {
        "nl": "Een week kan in twee maanden vallen; geef het aantal per maand, of elke sessie met haar "
        "datum.",
        "fr": "Une semaine peut tomber dans deux mois ; donnez le nombre par mois, ou chaque séance avec sa "
        "date.",
        "en": "A week can fall in two months; give the number by month, or each session with its date.",
    },
    "not_a_number": {
        "nl": "Dit is geen getal.",
        "fr": "Ce n'est pas un nombre.",
        "en": "This is not a number.",
    },
    "not_whole": {
        "nl": "Dit moet een geheel getal zijn.",
        "fr": "Ce doit être un nombre entier.",
        "en": "This must be a whole number.",
    },
    "parts_do_not_add_up": {
        "nl": "Verschillende personen van delen zijn samen geen totaal: wie in twee delen zit, telt maar een "
        "keer. Geef het totaal zelf, of tel deelnames.",
        "fr": "Des personnes différentes par partie ne font pas un total : qui est dans deux parties ne "
        "compte qu'une fois. Donnez le total lui-même, ou comptez les participations.",
        "en": "Distinct persons of parts make no total: who is in two parts counts once. Give the total "
        "itself, or count attendances.",
    },
    "approximate": {
        "nl": "Dit is een schatting; vul het getelde aantal in of laat de cel leeg.",
        "fr": "C'est une estimation ; saisissez le nombre compté ou laissez la cellule vide.",
        "en": "This is an estimate; type the number counted or leave the cell empty.",
    },
    "range": {
        "nl": "Dit is een bereik en geen getal; vul het getelde aantal in.",
        "fr": "C'est une fourchette et non un nombre ; saisissez le nombre compté.",
        "en": "This is a range, not a number; type the number counted.",
    },
    "out_of_range": {
        "nl": "Deze waarde is kleiner of groter dan mogelijk is.",
        "fr": "Cette valeur est plus petite ou plus grande que possible.",
        "en": "This value is smaller or larger than possible.",
    },
    "unknown_value": {
        "nl": "Dit woord staat niet in de afgesproken lijst.",
        "fr": "Ce mot ne figure pas dans la liste convenue.",
        "en": "This word is not in the agreed list.",
    },
    "unknown_code": {
        "nl": "Deze code staat niet in de referentielijst.",
        "fr": "Ce code ne figure pas dans la liste de référence.",
        "en": "This code is not in the reference list.",
    },
    "cell_count": {
        "nl": "Deze regel heeft meer of minder cellen dan de kopregel.",
        "fr": "Cette ligne a plus ou moins de cellules que la ligne d'en-tête.",
        "en": "This line has more or fewer cells than the header line.",
    },
    "maybe_total": {
        "nl": "Deze regel begint als een totaal maar heeft een datum: is het een activiteit, geef ze dan een "
        "naam die anders begint; is het een totaal, wis dan de datum.",
        "fr": "Cette ligne commence comme un total mais porte une date : si c'est une activité, donnez-lui "
        "un nom qui commence autrement ; si c'est un total, effacez la date.",
        "en": "This line begins as a total but has a date: if it is an activity, give it a name that begins "
        "otherwise; if it is a total, clear the date.",
    },
    "ends_before_it_starts": {
        "nl": "De einddatum ligt voor de begindatum.",
        "fr": "La date de fin précède la date de début.",
        "en": "The end date lies before the start date.",
    },
    "has_an_impossible_age": {
        "nl": "Met dit geboortejaar is de persoon nog niet geboren of ouder dan 120 jaar.",
        "fr": "Avec cette année de naissance, la personne n'est pas encore née ou a plus de 120 ans.",
        "en": "With this year of birth the person is not yet born or older than 120.",
    },
    "names_a_person": {
        "nl": "Hier staat een rijksregisternummer; haal het weg.",
        "fr": "Il y a ici un numéro de registre national ; retirez-le.",
        "en": "There is a national register number here; take it out.",
    },
    "key_conflict": {
        "nl": "Dit nummer staat al bij een andere rij met een andere inhoud. Is dit een verbetering van een "
        "vroeger bestand, zet dan 'correctie' in de naam van het bestand. Begint de nummering in elke "
        "gevangenis of elk jaar opnieuw, dan hoort dat mee in het nummer.",
        "fr": "Ce numéro figure déjà sur une autre ligne avec un autre contenu. S'il s'agit d'une "
        "correction d'un "
        "fichier antérieur, mettez « correction » dans le nom du fichier. Si la numérotation recommence dans "
        "chaque prison ou chaque année, cela fait partie du numéro.",
        "en": "This number already stands at another row with other content. If this corrects an earlier "
        "file, "
        "put 'correction' in the name of the file. If the numbering starts anew in each prison or year, that "
        "is part of the number.",
    },
}


def reason_text(code: str, language: str) -> str:
    """Give the words for a reason code; raise TechnicalError for a code that nobody defined."""
    if code not in REASONS:
        raise TechnicalError(f"redencode {code!r} heeft geen omschrijving")
    return REASONS[code].get(language, REASONS[code]["nl"])
