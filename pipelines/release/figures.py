"""The half of a run that works in the warehouse: load, build, check, count, protect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.database import scalar
from pipelines.errors import ConfigError, GateError
from pipelines.load import (
    LoadReport,
    expire_answers,
    keep_decisions,
    load_exports,
    load_reference,
    open_for_reading,
    open_for_writing,
    open_key,
    write_feedback,
)
from pipelines.model import (
    Finding,
    IndicatorCatalogue,
    build_models,
    explain,
    read_catalogue,
    run_checks,
)
from pipelines.outline import Outline, along_own_dimensions, read_outline
from pipelines.program import SQL
from pipelines.protect import (
    Audit,
    DisclosureRules,
    Protected,
    ReleaseHistory,
    audit_edition,
    protect,
    ratio,
    with_totals,
)
from pipelines.public_knowledge import read_public_knowledge
from pipelines.release.facts import WarehouseFacts, read_facts
from pipelines.release.known_figures import KnownFigures, count_period, known_later, known_now
from pipelines.release.release_history import earlier_releases
from pipelines.release.release_tables import select_release
from pipelines.request import RunRequest
from pipelines.sources import Column, claimed_exports, own_dimensions, read_contracts, read_sources
from pipelines.tables import CountTable, SafeTable, select


@dataclass(frozen=True)
class Asked:
    """What an edition shows: its outline, along the dimensions of the workspace's own, by name."""

    outline: Outline
    own: Mapping[str, Column]


@dataclass(frozen=True)
class Figures:
    """What the warehouse gives to a report: safe tables, what the checks found, facts about the input."""

    protected: Protected
    tables: Mapping[str, SafeTable]
    findings: tuple[Finding, ...]
    register: IndicatorCatalogue
    is_fictitious: bool
    facts: WarehouseFacts
    asked: Asked

    @property
    def personal(self) -> frozenset[str]:
        """The measures that are about persons."""
        return frozenset(one.measure for one in self.register.indicators.values() if one.personal)


def load_deliveries(request: RunRequest, *, is_trial: bool = False) -> LoadReport:
    """Load reference data and what is new in the exports folder; give the rows by delivery.

    With `is_trial` all is told and no delivery changes.
    """
    config = request.config
    if not request.exports.is_dir():
        raise ConfigError(
            f"{request.exports}: deze map met exports bestaat niet. Zet de bestanden van de partners daar, "
            "of wijs een andere map aan met --exports of met [paths] exports in report.toml."
        )
    contracts = read_contracts(config.own_or_program("contracts"))
    sources = read_sources(config.data / "sources", contracts)
    found = claimed_exports(request.exports, sources, config.data / "sources")
    with open_for_writing(request.config) as db:
        load_reference(db, config.data / "reference", contracts)
        key = open_key(db, request.key)
        decisions = keep_decisions(db, config.decisions)
        report = load_exports(
            db, found.exports, sources, contracts, key=key, received=request.run.started,
            decisions=decisions, is_trial=is_trial,
        )  # fmt: skip
        if not is_trial:
            keep_decisions(db, config.decisions)
            write_feedback(db, found.exports, sources, contracts, config.data / "feedback")
            kept = config.settings.retention.answers_months
            expire_answers(db, config.data / "feedback", kept, today=request.run.started.date())
        unmatched = tuple(path.relative_to(request.exports).as_posix() for path in found.unmatched)
        return replace(report, unmatched=unmatched)


@dataclass(frozen=True)
class Counted:
    """A release as it was counted, before disclosure control: confidential."""

    tables: tuple[CountTable, ...]
    known: KnownFigures
    """Everything that was counted, whether it is shown or not, up to the last period that is out."""
    findings: tuple[Finding, ...]
    register: IndicatorCatalogue
    is_fictitious: bool
    facts: WarehouseFacts
    asked: Asked


def count_release(request: RunRequest) -> Counted:
    """Build the models, hold the checks against them, and give the tables of the release that is ordered.

    Raises GateError when a check finds an error, and when the period has no figures at all.
    """
    register, asked = read_catalogue(SQL), read_asked(request)
    with open_for_writing(request.config) as db:
        later = known_later(db, request, register)
        counts, register = count_period(db, request.period, register)
        findings = run_checks(db, SQL)
        _stop_on_errors(findings)
        _stop_when_empty(counts, register, request)
        tables = select_release(counts, asked.outline, register, request.period)
        known = later or known_now(db, request, counts)
        facts = read_facts(db, request, register, counts)
        return Counted(tables, known, findings, register, bool(scalar(db, FICTITIOUS)), facts, asked)


FICTITIOUS = "select coalesce(bool_or(is_fictitious), false) from load.delivery where state = 'loaded'"


def make_figures(request: RunRequest) -> Figures:
    """Make every figure of the release safe to publish; raises GateError when a gate closes."""
    counted = count_release(request)
    known = counted.known
    protected = protect(
        counted.tables, disclosure_rules(request, counted.asked), known.quarters, worlds=known.worlds,
        earlier=_known(request, counted), offer=known.offer, counted=known.counts,
    )  # fmt: skip
    tables = {**protected.tables, **make_rates(protected.tables, counted.register)}
    return Figures(
        protected,
        tables,
        counted.findings,
        counted.register,
        counted.is_fictitious,
        counted.facts,
        counted.asked,
    )


def audit_release(request: RunRequest, published: Mapping[str, SafeTable]) -> Audit:
    """Prove once more, by code apart from what decided, that the published tables give no one away."""
    counted = count_release(request)
    known = counted.known
    rates = {one.measure for one in counted.register.of_kind("ratio")}
    shown = {name: table for name, table in published.items() if table.measure not in rates}
    return audit_edition(
        counted.tables, shown, disclosure_rules(request, counted.asked), known.quarters, worlds=known.worlds,
        earlier=_known(request, counted), offer=known.offer, counted=known.counts,
    )  # fmt: skip


def _known(request: RunRequest, counted: Counted) -> ReleaseHistory:
    """Give all that is out: by releases, and printed elsewhere."""
    totals = read_public_knowledge(request.config.data).totals
    return with_totals(earlier_releases(request), counted.known.counts, totals)


def read_asked(request: RunRequest) -> Asked:
    """Read the outline of the kind of edition that is ordered: the workspace's own, or the program's."""
    name = "annual.toml" if request.period.quarter is None else "quarterly.toml"
    own = own_dimensions(read_contracts(request.config.own_or_program("contracts")))
    outline = read_outline(request.config.own_or_program("outlines", name))
    return Asked(along_own_dimensions(outline, tuple(own)), own)


def check_figures(request: RunRequest) -> tuple[Finding, ...]:
    """Build the models and give all that the checks find, errors too."""
    with open_for_writing(request.config) as db:
        build_models(db, SQL, {"report_year": request.period.year, "last_date": request.period.end})
        return run_checks(db, SQL)


def explain_model(request: RunRequest, name: str) -> str:
    """Explain a model of sql/ in Dutch."""
    with open_for_reading(request.config) as db:
        return explain(db, SQL, name, read_contracts(request.config.own_or_program("contracts")))


def disclosure_rules(request: RunRequest, asked: Asked) -> DisclosureRules:
    """Give the workspace's rules of disclosure control, with what its outline gives up first."""
    section = request.config.settings.disclosure
    return DisclosureRules(
        threshold=section.threshold, method=section.method, zeros=section.zeros,
        sensitive=frozenset(section.sensitive), give_up=asked.outline.give_up,
    )  # fmt: skip


def _stop_on_errors(findings: tuple[Finding, ...]) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise GateError(
            "de controles vonden fouten; er is niets gepubliceerd:\n"
            + "\n".join(f"- {finding.sentence} ({finding.rows} rijen)" for finding in errors)
        )


def _stop_when_empty(tables: Sequence[CountTable], register: IndicatorCatalogue, request: RunRequest) -> None:
    """Stop when nothing happened in the period: a stock, such as a waiting list, runs on by itself."""
    code = request.period.code
    flows = {one.measure for one in register.of_kind("count") if "period_code" in one.adds_up}
    happened = (table.counts.items() for table in tables if table.measure in flows)
    if not any(code in key and count for counts in happened for key, count in counts):
        raise GateError(
            f"over {code} is niets geleverd: er is geen enkel cijfer om te publiceren. "
            f"`jaarverslag coverage --year {request.period.year}` toont wat ontbreekt."
        )


def make_rates(tables: Mapping[str, SafeTable], register: IndicatorCatalogue) -> dict[str, SafeTable]:
    """Make each rate of the register from published cells, for every mart it is defined for."""
    made: dict[str, SafeTable] = {}
    for indicator in register.of_kind("ratio"):
        for mart in indicator.per:
            above, below = (
                tables.get(side if "." in side else f"{mart}.{side}")
                for side in (indicator.numerator, indicator.denominator)
            )
            if above is None or below is None:
                continue
            extra = {name: None for name in below.dimensions if name not in above.dimensions}
            name = f"{mart}.{indicator.measure}"
            made[name] = ratio(
                above, select(below, **extra), name=name, measure=indicator.measure, unit=indicator.unit,
                scale=indicator.scale, decimals=indicator.decimals, is_share=indicator.is_share,
            )  # fmt: skip
    return made
