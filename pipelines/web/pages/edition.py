"""Editions: make a concept, read it, sign it, publish it; what is out, and what comes out when."""

import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.database import rows
from pipelines.errors import ConfigError
from pipelines.request import (
    ALL_SCOPES,
    OVERVIEW,
    Config,
    Period,
    RunRequest,
    only_writer,
    parse_period,
    read_request,
)  # fmt: skip
from pipelines.web.frame import (
    Answer,
    Asked,
    Download,
    Page,
    Redirect,
    config_of,
    period_of,
    reading,
    start_job,
)

LANGUAGES = ("nl", "fr", "en")
KINDS = {".woff2": "font/woff2", ".js": "text/javascript", ".csv": "text/csv", ".html": "text/html"}
COMING = 6
PRISONS = "select prison_code, max(prison_name) from raw.prison group by 1 order by 1"


@dataclass(frozen=True)
class Laid:
    """A concept or edition on disk: where it is asked, its manifest, its documents, and who signed it."""

    address: str
    scope: str
    facts: dict[str, Any]
    documents: tuple[str, ...]
    signed: tuple[str, ...] = ()
    dossier: str = ""
    place: str = ""  # scope/period/version, of an edition
    state: str = ""
    why: str = ""
    out_since: date | None = None  # of a concept of which nothing new can come out

    @property
    def day(self) -> date:
        """The day on which it came out, or would."""
        return date.fromisoformat(str(self.facts["published"]))


def show_editions(asked: Asked) -> Answer:
    """Show the concepts of the period, all editions, and the calendar."""
    config, period = config_of(asked), period_of(asked)
    scopes, editions = _scopes(config), list(_editions(config))
    given = {
        "period": period, "scopes": scopes, "all": ALL_SCOPES, "overview": OVERVIEW,
        "names": {**dict(scopes), OVERVIEW: asked.words.say("wb.edition.overview")},
        "languages_of_report": config.settings.report.languages,
        "needed": config.settings.publication.sign_offs,
        "concepts": list(_concepts(config, period, editions)), "editions": editions,
        "coming": _coming(config),
    }  # fmt: skip
    return Page("edition.html", given)


def _scopes(config: Config) -> list[tuple[str, str]]:
    with reading(config) as db:
        found = rows(db, PRISONS) if db else []
    return [(str(code), str(name)) for code, name in found]


def _concepts(config: Config, period: Period, editions: Sequence[Laid]) -> Iterator[Laid]:
    from pipelines.edition import Scope, read_manifest
    from pipelines.publication import Concept, dossier_of, read_sign_offs

    for folder in sorted((config.data / "concepts").glob(f"*/{period.code}")):
        facts = read_manifest(folder)
        if facts is None:
            continue
        concept, scope = Concept(folder, facts), Scope(None, folder.parent.name)
        signed = tuple(f"{one.who}, {one.role}" for one in read_sign_offs(concept))
        documents = tuple(path.name for path in concept.documents)
        place = f"{scope.name}/{period.code}"
        dossier = f"/uitgave/dossier/{place}" if dossier_of(folder).exists() else ""
        of_place = [one for one in editions if one.place.startswith(f"{place}/")]
        yield Laid(
            f"/uitgave/concept/{place}", scope.name, dict(facts), documents, signed, dossier,
            out_since=_out_since(facts, of_place, is_year=period.quarter is None),
        )  # fmt: skip


def _out_since(facts: Mapping[str, Any], editions: Sequence[Laid], *, is_year: bool) -> date | None:
    """Give the day on which what a concept would be came out; None where publishing it makes something new.

    Its number may be given already; or it is of the same, and only a year has then a status left to become.
    """
    from pipelines.edition import DEFINITIVE

    for one in editions:
        is_same = one.state == "stands" and one.facts["fingerprint"] == facts["fingerprint"]
        is_done = is_same and not (is_year and one.facts["status"] != DEFINITIVE)
        if is_done or int(one.facts["version"]) >= int(facts["version"]):
            return one.day
    return None


def _editions(config: Config) -> Iterator[Laid]:
    from pipelines.edition import documents_of
    from pipelines.publication import editions_of

    for one in reversed(editions_of(config.editions)):
        documents = tuple(path.name for path in documents_of(one.folder)) if one.public else ()
        state = "retracted" if one.retraction else "replaced" if one.replaced_by else "stands"
        why = one.retraction.why if one.retraction else ""
        scope = str(one.facts["scope"])
        address, facts = f"/uitgave/editie/{one.place}", dict(one.facts)
        yield Laid(address, scope, facts, documents, place=one.place, state=state, why=why)


def _coming(config: Config) -> list[tuple[Period, datetime]]:
    """Give the next moments of the calendar."""
    from pipelines.service import TIME_ZONE, moment_of

    now = datetime.now(TIME_ZONE)
    periods = [
        Period(year, part) for year in range(now.year - 1, now.year + 2) for part in (1, 2, 3, 4, None)
    ]
    moments = [(one, moment_of(one, config.settings.schedule).astimezone(TIME_ZONE)) for one in periods]
    return sorted((pair for pair in moments if pair[1] > now), key=lambda pair: pair[1])[:COMING]


def make(asked: Asked) -> Answer:
    """Make the concept that is asked, in a process of its own."""
    period, scope = parse_period(asked.field("periode")), asked.field("scope", OVERVIEW)
    chosen = [language for language in LANGUAGES if language in asked.fields("languages")]
    arguments = ["build", "--direct", *options(period, scope)]
    arguments += [part for language in chosen for part in ("--lang", language)]
    arguments += ["--revise"] if asked.field("revise") else []
    return _follow(asked, "wb.job.build", arguments, period)


def sign(asked: Asked) -> Answer:
    """Sign the concept as it lies there."""
    from pipelines.publication import sign as sign_concepts

    who, role = asked.field("who"), asked.field("role")
    if not who or not role:
        raise ConfigError(asked.words.say("wb.edition.sign.needed"))
    request = _ordered(asked)
    with only_writer(request.config.data, "sign-off"):
        sign_concepts(request, who=who, role=role)
    return Redirect(f"/uitgave?periode={request.period.code}")


def write_dossier(asked: Asked) -> Answer:
    """Write the reviewer's dossier of a concept, and show it."""
    from pipelines.publication import write_dossiers

    request = _ordered(asked)
    write_dossiers(request)
    return Redirect(f"/uitgave/dossier/{request.scope}/{request.period.code}")


def _ordered(asked: Asked) -> RunRequest:
    """Read the order of a form: its period and its scope."""
    period, scope = parse_period(asked.field("periode")), asked.field("scope", OVERVIEW)
    return read_request(asked.desk.workspace, year=period.year, quarter=period.quarter, scope=scope)


def publish(asked: Asked) -> Answer:
    """Publish the concept; what can't be taken back is asked first."""
    period, scope = parse_period(asked.field("periode")), asked.field("scope", OVERVIEW)
    if not asked.field("sure"):
        raise ConfigError(asked.words.say("wb.edition.publish.ask"))
    arguments = ["publish", *options(period, scope)]
    arguments += ["--definitive"] if asked.field("definitive") else []
    arguments += [f"--early={asked.field('early')}"] if asked.field("early") else []
    return _follow(asked, "wb.job.publish", arguments, period)


def retract(asked: Asked) -> Answer:
    """Take an edition out of public view; who, in which role and why must be said."""
    said = [f"--{name}={asked.field(name)}" for name in ("who", "role", "why") if asked.field(name)]
    place = asked.field("place").split("/")
    if len(said) < 3 or len(place) != 3 or not place[2].isdecimal() or not asked.field("sure"):
        raise ConfigError(asked.words.say("wb.edition.retract.ask"))
    scope, period, version = place[0], parse_period(place[1]), place[2]
    arguments = ["retract", version, *options(period, scope), *said]
    return _follow(asked, "wb.job.retract", arguments, period)


def options(period: Period, scope: str) -> list[str]:
    """Give period and scope as the command line takes them."""
    quarter = ["--quarter", str(period.quarter)] if period.quarter else []
    return ["--year", str(period.year), *quarter, "--scope", scope]


def _follow(asked: Asked, title: str, arguments: list[str], period: Period) -> Answer:
    told = asked.words.say(title, period=asked.words.period(period.code))
    back = f"/uitgave?periode={period.code}"
    job = start_job(asked.desk, told, tuple(arguments), back=back)
    return Redirect(f"/taken/{job.number}")


def concept_file(asked: Asked) -> Answer:
    """Give a file of a concept."""
    home = config_of(asked).data / "concepts"
    return _file(asked, home, [asked.parts["scope"], asked.parts["period"]])


def show_dossier(asked: Asked) -> Answer:
    """Give the dossier of a concept as it was written last."""
    from pipelines.publication import dossier_of

    home = config_of(asked).data / "concepts"
    path = dossier_of(home / asked.parts["scope"] / asked.parts["period"])
    return _within(asked, home, path.parent, path.name)


def edition_file(asked: Asked) -> Answer:
    """Give a file of an edition."""
    home = config_of(asked).editions
    return _file(asked, home, [asked.parts[name] for name in ("scope", "period", "version")])


def _file(asked: Asked, home: Path, parts: list[str]) -> Answer:
    """Give a public file of a concept or an edition."""
    from pipelines.edition import public_of

    return _within(asked, home, public_of(home.joinpath(*parts).resolve()), asked.parts["file"])


def _within(asked: Asked, home: Path, folder: Path, name: str) -> Answer:
    """Give a file of a folder of `home`; raise ConfigError for what is not there, or not within both."""
    folder, path = folder.resolve(), (folder / name).resolve()
    if not (path.is_relative_to(folder) and folder.is_relative_to(home.resolve()) and path.is_file()):
        raise ConfigError(asked.words.say("wb.refused.missing"))
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Download(path, kind)
