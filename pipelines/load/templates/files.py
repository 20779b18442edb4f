"""Write the templates of a partner or of a dataset into a workspace, each with the source that reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.errors import ConfigError
from pipelines.load.propose import NOT_EXPORTED
from pipelines.load.read import read_list
from pipelines.load.templates.source import template_source
from pipelines.load.templates.workbook import Partner, template, write_template
from pipelines.sources import Contract, Source
from pipelines.wording import LOCALES

USUAL = ("session",)
"""What a partner is asked for of which no source says what it delivers."""


def write_templates(
    whom: str,
    folder: Path,
    contracts: Mapping[str, Contract],
    sources: Sequence[Source],
    *,
    datasets: Sequence[str] = (),
    language: str | None = None,
) -> tuple[Path, ...]:
    """Write a workbook for each dataset in `folder`/templates, and its source in `folder`/sources.

    `whom` is a source, the code of an organisation, or a dataset: then each line says whose it is. Raises
    ConfigError when it is none of these, or when another source has the name.
    """
    if language is not None and language not in LOCALES:
        raise ConfigError(f"--lang {language}: verwacht een van {', '.join(LOCALES)}")
    wrong = [name for name in datasets if name not in contracts or name in NOT_EXPORTED]
    if wrong:
        raise ConfigError(f"--dataset {wrong[0]}: verwacht een van {', '.join(_exported(contracts))}")
    partner, delivered = _partner(whom, folder / "reference", contracts, sources)
    if language is not None:
        partner = replace(partner, language=language)
    chosen = _together(datasets or delivered, contracts)
    start = f"sjabloon_{whom.casefold()}" if partner.organisation else "sjabloon"
    templates = [
        template(f"{start}_{group[-1].name}", partner, group, _lists(folder / "reference", group, partner))
        for group in chosen
    ]
    paths = []
    for made in templates:
        source = folder / "sources" / f"{made.name}.toml"
        text = template_source(made)
        if source.exists() and source.read_text(encoding="utf-8") != text:
            raise ConfigError(f"{source}: deze bron bestaat al en is anders; verwijder of hernoem ze eerst")
        for part in ("sources", "templates"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        paths.append(write_template(made, folder / "templates"))
        source.write_text(text, encoding="utf-8")
    return tuple(paths)


def _partner(
    whom: str, reference: Path, contracts: Mapping[str, Contract], sources: Sequence[Source]
) -> tuple[Partner, tuple[str, ...]]:
    """Give who is meant, and which datasets they deliver; of a dataset nobody in particular."""
    own = [one for one in sources if whom.casefold() in (one.name.casefold(), one.organisation.casefold())]
    if own:
        delivered = dict.fromkeys(mapped.dataset for one in own for mapped in one.maps)
        return Partner(own[0].label, own[0].language, own[0].organisation), tuple(delivered)
    rows = read_list(reference / "organisation.csv")
    listed = {
        row["organisation_code"]: row.get("organisation_name", "")
        for row in rows
        if row.get("organisation_code")
    }
    for code, label in listed.items():
        if code.casefold() == whom.casefold():
            return Partner(label or code, "nl", code), USUAL
    if whom not in _exported(contracts):
        raise ConfigError(
            f"{whom}: geen bron, organisatie of soort gegevens. Organisaties: {', '.join(listed) or 'geen'}; "
            f"soorten: {', '.join(_exported(contracts))}"
        )
    return Partner(contracts[whom].label, "nl", None), (whom,)


def _together(datasets: Sequence[str], contracts: Mapping[str, Contract]) -> list[list[Contract]]:
    """Give each dataset after those without which it can't be: their numbers hold within one source only."""
    groups = [[*_needed(contracts[name], contracts), contracts[name]] for name in dict.fromkeys(datasets)]
    before = {one.name for group in groups for one in group[:-1]}
    return [group for group in groups if group[-1].name not in before]


def _needed(contract: Contract, contracts: Mapping[str, Contract]) -> list[Contract]:
    asked = [
        (column.references or "").partition(".")[0] for column in contract.columns.values() if column.required
    ]
    return [
        contracts[name] for name in dict.fromkeys(asked) if name in contracts and name not in NOT_EXPORTED
    ]


def _exported(contracts: Mapping[str, Contract]) -> list[str]:
    return [name for name in contracts if name not in NOT_EXPORTED]


def _lists(reference: Path, group: Sequence[Contract], partner: Partner) -> dict[str, dict[str, str]]:
    """Give the names of the reference data that contracts refer to, in a language where they have it."""
    lists: dict[str, dict[str, str]] = {}
    for column in (column for contract in group for column in contract.columns.values()):
        dataset, _, key = (column.references or "").partition(".")
        found: dict[str, str] = {}
        for row in read_list(reference / f"{dataset}.csv") if dataset in NOT_EXPORTED else ():
            if not row.get(key):
                continue
            name = row.get(f"name_{partner.language}") or row.get(f"{dataset}_name") or row[key]
            found[f"{name} ({row[key]})" if name in found else name] = row[key]
        if found:
            lists[column.name] = found
    return lists
