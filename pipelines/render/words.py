"""The few words that the templates themselves say, in each language."""

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, str]

WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "nl": {
            "contents": "Inhoud",
            "figure": "Figuur",
            "figures": "Figuren",
            "table": "Tabel",
            "tables": "Tabellen",
            "source": "Bron",
            "colon": ":",
            "links": "Andere vormen van dit verslag",
            "numbers": "Cijfers bij figuur",
            "definition": "Definitie",
            "download": "Downloaden als CSV",
            "skip": "Naar de inhoud",
            "colophon": "Colofon",
            "print": "PDF",
            "sort": "Sorteren",
            "note": "Let op",
            "missing": "Niet geleverd",
            "hidden": "Niet getoond",
            "break": "Breuk in de reeks",
            "empty": "Geen gegevens",
            "top": "Naar boven",
            "beyond": "Schuif opzij voor de rest",
        },
        "fr": {
            "contents": "Table des matières",
            "figure": "Figure",
            "figures": "Figures",
            "table": "Tableau",
            "tables": "Tableaux",
            "source": "Source",
            "colon": "\u00a0:",
            "links": "Autres formats de ce rapport",
            "numbers": "Chiffres de la figure",
            "definition": "Définition",
            "download": "Télécharger en CSV",
            "skip": "Aller au contenu",
            "colophon": "Colophon",
            "print": "PDF",
            "sort": "Trier",
            "note": "Attention",
            "missing": "Non transmis",
            "hidden": "Non affiché",
            "break": "Rupture de série",
            "empty": "Pas de données",
            "top": "Haut de page",
            "beyond": "Faites glisser pour voir la suite",
        },
        "en": {
            "contents": "Contents",
            "figure": "Figure",
            "figures": "Figures",
            "table": "Table",
            "tables": "Tables",
            "source": "Source",
            "colon": ":",
            "links": "Other formats of this report",
            "numbers": "Numbers for figure",
            "definition": "Definition",
            "download": "Download as CSV",
            "skip": "Skip to content",
            "colophon": "Colophon",
            "print": "PDF",
            "sort": "Sort",
            "note": "Note",
            "missing": "Not delivered",
            "hidden": "Not shown",
            "break": "Break in series",
            "empty": "No data",
            "top": "Back to top",
            "beyond": "Scroll sideways for the rest",
        },
    }
)


def words(language: str) -> Words:
    """Give the templates' words in the language of the document, such as `nl-BE`."""
    return WORDS[language.split("-", maxsplit=1)[0]]
