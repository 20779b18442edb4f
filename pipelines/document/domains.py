"""See that the chapter of a domain shows that domain alone."""

from pipelines.document.context import ComposeContext
from pipelines.errors import DocumentError
from pipelines.outline import Outline, all_measures_of, axes_of

DOMAIN, SUBDOMAIN = "domain_code", "subdomain_code"


def check_domains(context: ComposeContext, outline: Outline) -> None:
    """Raise DocumentError for a block that holds all domains while its measure is known by domain."""
    for chapter in outline.chapters:
        for block in chapter.blocks if chapter.per == "domain" else ():
            if SUBDOMAIN in axes_of(block):
                continue  # its rows are those of the domain
            for name in all_measures_of(block):
                own = _by_domain(context, name)
                if own is not None:
                    raise DocumentError(
                        f"{outline.path}: hoofdstuk {chapter.anchor} gaat over een domein, maar {name} telt "
                        f"alle domeinen samen; neem {own}, of zet dit blok in een ander hoofdstuk."
                    )


def _by_domain(context: ComposeContext, name: str) -> str | None:
    """Give the table that has the measure by domain, when the one named lacks domains."""
    table = context.tables.get(name)
    if table is None or DOMAIN in table.dimensions:
        return None
    return next(
        (
            other
            for other in sorted(context.tables)
            if other.split(".")[1] == table.measure and DOMAIN in context.tables[other].dimensions
        ),
        None,
    )
