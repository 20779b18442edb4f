"""Turn concepts into editions: the same figures once more, with their status, and known from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipelines.edition import (
    DEFINITIVE,
    PROVISIONAL,
    REVISED,
    STORE,
    Contents,
    EditionVersion,
    Rendered,
    Scope,
    causes_between,
    documents_of,
    home_of,
    is_public,
    kind_of,
    read_delivered,
    render,
    scopes_of,
    show_together,
    stamp_of,
    standing,
    store_of,
    write_aside,
)
from pipelines.errors import ConfigError, GateError
from pipelines.publication.concepts import Concept, read_concept
from pipelines.publication.current import need_current
from pipelines.publication.gates import need_agreement, need_nothing_found
from pipelines.publication.sign_off import need_sign_offs, read_sign_offs
from pipelines.release import Figures, Issue, aside_of
from pipelines.release import write_aside as write_release
from pipelines.request import RunRequest


@dataclass(frozen=True)
class Edition:
    """An edition on disk: its folder and the documents in it."""

    folder: Path
    documents: tuple[Path, ...]


@dataclass(frozen=True)
class Ready:
    """Concepts that may become editions, and the order by which they were made."""

    request: RunRequest
    concepts: Mapping[str, Concept]  # by the folder of their scope
    scopes: tuple[Scope, ...]


def ready_concepts(request: RunRequest) -> Ready:
    """Read the concepts of the scopes ordered, and hold them against the inputs as they are now.

    Raises ConfigError where a concept is missing or made otherwise than the others; GateError where it was
    touched, what it was made from changed since, or an export was not read yet.
    """
    scopes = scopes_of(request)
    concepts = {scope: read_concept(request, scope) for scope in scopes}
    asked = need_current(request, concepts)
    if request.is_definitive:
        need_sign_offs(tuple(concepts.values()), request.config.settings.publication.sign_offs)
    return Ready(asked, {scope.folder: concept for scope, concept in concepts.items()}, scopes)


def render_edition(ready: Ready, figures: Figures, scope: Scope) -> Rendered:
    """Set the edition of a concept: the same figures, only its status says something else.

    Raises GateError where the figures or the version before are no longer those of the concept.
    """
    concept = ready.concepts[scope.folder]
    rendered = set_edition(ready.request, figures, scope)
    if rendered.stamp.is_published:
        return rendered
    is_same = rendered.contents.confidential[STORE] == store_of(concept.folder).read_bytes()
    if not is_same or rendered.stamp.version != concept.facts["version"]:
        raise GateError(
            f"{concept.folder}: sinds dit concept gemaakt werd, verscheen er een editie die er iets aan "
            "verandert. Er is niets gepubliceerd. Maak het concept opnieuw met jaarverslag build."
        )
    signed = [asdict(one) for one in read_sign_offs(concept)]
    early = {"early": ready.request.early} if ready.request.early else {}
    return _with_run(rendered, {"concept": concept.mark, "signed": signed, **early})


def set_edition(request: RunRequest, figures: Figures, scope: Scope) -> Rendered:
    """Set an edition in memory; one that stands already, from the same inputs, is not set again.

    Raises DocumentError where its formats do not say the same.
    """
    stamp = stamp_of(request, scope, status_of(request, figures), figures.facts.files)
    if stamp.is_published:
        return Rendered(scope, stamp, Contents({}))
    replaces = _replaced(request, figures, scope, stamp)
    rendered = render(request, figures, scope, stamp)
    whole = _with_facts(rendered, {"replaces": replaces}) if replaces else rendered
    need_agreement(str(_home(request, whole)), whole.contents)
    return whole


def _replaced(
    request: RunRequest, figures: Figures, scope: Scope, stamp: EditionVersion
) -> Mapping[str, Any] | None:
    """Say which version this one takes the place of and why; raise GateError where an erratum is needed."""
    home = home_of(request, scope.folder)
    manifests = standing(home).manifests
    seen = [number for number in manifests if number < stamp.version and is_public(home / str(number))]
    if not seen:
        return None
    before = manifests[max(seen)]
    if before.get("status") == DEFINITIVE and not request.erratum:
        raise GateError(
            f"{home / str(max(seen))}: deze editie is definitief. Er is niets gepubliceerd. Verbetert een "
            'nieuwe versie een fout, zeg dan welke: --erratum "WAT ER FOUT WAS"; dat komt erbij te staan.'
        )
    causes = causes_between(read_delivered(home / str(max(seen))), figures.facts.delivered)
    own = {"is_revision": request.is_revision, "code_sha256": request.run.code_sha256}
    told = {"version": max(seen), "kind": kind_of(before, own, causes)}
    return {**told, "erratum": request.erratum} if request.erratum else told


def status_of(request: RunRequest, figures: Figures) -> str:
    """Give the status of an edition; raise where what is ordered can't be definitive."""
    if request.is_definitive and request.period.quarter is not None:
        raise ConfigError("--definitive: een kwartaal wordt nooit definitief; enkel een jaar")
    if request.is_definitive and figures.is_fictitious:
        raise GateError("--definitive: een verslag van voorbeeldgegevens wordt nooit definitief")
    if request.is_definitive:
        return DEFINITIVE
    return REVISED if request.is_revision and not figures.is_fictitious else PROVISIONAL


def show_editions(request: RunRequest, figures: Figures, rendered: Sequence[Rendered]) -> tuple[Edition, ...]:
    """Make editions visible together with the release that they show, or leave both as they were.

    An edition that stands with the same inputs and status is left as it is. Raises DisclosureError where an
    outsider finds somebody in what stands aside, and then nothing was ever visible.
    """
    fresh = {_home(request, one): one for one in rendered if not one.stamp.is_published}
    if fresh:
        release = write_release(request, figures.protected)
        issues = [_issue(request, folder, one, release) for folder, one in fresh.items()]

        def write() -> None:
            for folder, one in fresh.items():
                write_aside(folder, _with_run(one, {"release": release}).contents)
            need_nothing_found(request, [aside_of(folder) for folder in fresh])

        show_together(request, issues, write)
    homes = (_home(request, one) for one in rendered)
    return tuple(Edition(folder, documents_of(folder)) for folder in homes)


def _home(request: RunRequest, rendered: Rendered) -> Path:
    return home_of(request, rendered.scope.folder) / str(rendered.stamp.version)


def _issue(request: RunRequest, folder: Path, rendered: Rendered, release: str) -> Issue:
    found, workspace = folder.resolve(), request.config.workspace
    named = found.relative_to(workspace) if found.is_relative_to(workspace) else found
    scope = rendered.scope.folder
    return Issue(scope, request.period.code, rendered.stamp.version, release, named.as_posix())


def _with_facts(rendered: Rendered, facts: Mapping[str, Any]) -> Rendered:
    contents = rendered.contents
    return replace(rendered, contents=replace(contents, facts={**contents.facts, **facts}))


def _with_run(rendered: Rendered, facts: Mapping[str, Any]) -> Rendered:
    contents = rendered.contents
    return replace(rendered, contents=replace(contents, run={**contents.run, **facts}))
