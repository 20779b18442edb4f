"""From a concept, replaceable as often as wanted, to an edition that nothing changes any more."""

from pipelines.publication.comparing import ChangedFigure, EditionDifference, difference
from pipelines.publication.concepts import Concept, make_concept, read_concept, settle_concepts
from pipelines.publication.early_access import EarlyAccess, give_early, read_early_access
from pipelines.publication.gates import outsider_of
from pipelines.publication.listing import Erratum, ListedEdition, editions_of
from pipelines.publication.publishing import (
    Edition,
    Ready,
    ready_concepts,
    render_edition,
    set_edition,
    show_editions,
)
from pipelines.publication.retraction import Retraction, read_retraction, retract
from pipelines.publication.review import difference_page, dossier_of, write_dossiers
from pipelines.publication.sealed_prints import seal_prints
from pipelines.publication.sign_off import SignOff, read_sign_offs, sign
from pipelines.publication.target import Step, plan, put

__all__ = [
    "ChangedFigure",
    "Concept",
    "EarlyAccess",
    "Edition",
    "EditionDifference",
    "Erratum",
    "ListedEdition",
    "Ready",
    "Retraction",
    "SignOff",
    "Step",
    "difference",
    "difference_page",
    "dossier_of",
    "editions_of",
    "give_early",
    "make_concept",
    "outsider_of",
    "plan",
    "put",
    "read_concept",
    "read_early_access",
    "read_retraction",
    "read_sign_offs",
    "ready_concepts",
    "render_edition",
    "retract",
    "seal_prints",
    "set_edition",
    "settle_concepts",
    "show_editions",
    "sign",
    "write_dossiers",
]
