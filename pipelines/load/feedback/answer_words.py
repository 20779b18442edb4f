"""What an answer to a partner says, in the partner's language."""

WORDS = {
    "sheet": {"nl": "Te verbeteren", "fr": "À corriger", "en": "To mend"},
    "summary": {"nl": "Samenvatting", "fr": "Résumé", "en": "Summary"},
    "line": {"nl": "Verbetering: regel", "fr": "Correction : ligne", "en": "Mending: line"},
    "told": {"nl": "Verbetering: uitleg", "fr": "Correction : explication", "en": "Mending: explanation"},
    "title": {
        "nl": "Rijen die niet ingelezen konden worden",
        "fr": "Lignes qui n'ont pas pu être lues",
        "en": "Rows that could not be read",
    },
    "partner": {"nl": "Partner", "fr": "Partenaire", "en": "Partner"},
    "file": {"nl": "Uw bestand", "fr": "Votre fichier", "en": "Your file"},
    "rows": {"nl": "Aantal rijen", "fr": "Nombre de lignes", "en": "Number of rows"},
    "unread": {
        "nl": "Bestanden in uw ZIP waar niets uit gelezen is (geen tabel, of verborgen)",
        "fr": "Fichiers de votre ZIP dont rien n'a été lu (pas de tableau, ou cachés)",
        "en": "Files in your ZIP of which nothing was read (no table, or hidden)",
    },
    "reason": {"nl": "Wat er scheelt", "fr": "Ce qui ne va pas", "en": "What is wrong"},
    "cells": {"nl": "Aantal cellen", "fr": "Nombre de cellules", "en": "Number of cells"},
    "what_to_do": {
        "nl": "Verbeter de omkaderde cellen op de andere bladen. De laatste kolom zegt bij elke rij wat er "
        "scheelt. Laat de kopregel staan en stuur dit bestand terug met dezelfde naam: enkel deze rijen "
        "worden dan ingelezen. Een rij die niet klopt, mag u wissen.",
        "fr": "Corrigez les cellules encadrées sur les autres feuilles. La dernière colonne indique pour "
        "chaque ligne ce qui ne va pas. Gardez la ligne d'en-tête et renvoyez ce fichier sous le même nom : "
        "seules ces lignes seront alors lues. Vous pouvez effacer une ligne erronée.",
        "en": "Mend the framed cells on the other sheets. The last column says what is wrong with each row. "
        "Leave the header line and send this file back under the same name: only these rows are then read. "
        "You may delete a row that is wrong.",
    },
}
