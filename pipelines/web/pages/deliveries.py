"""Deliveries: drop files, see what each would do before it counts, and what became of all that came."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from filecmp import cmp
from pathlib import Path

from pipelines.errors import ConfigError, OtherVersionError, ReportError
from pipelines.load import (
    RULES,
    CoverageRow,
    Delivery,
    LoadReport,
    SeenSheet,
    coverage,
    deliveries,
    delivery_outcome,
    peek,
    read_rules,
    reason_text,
    told,
)
from pipelines.request import Config, only_run, read_request
from pipelines.sources import Contract, find_exports, read_contracts, read_sources
from pipelines.web.frame import (
    MOST_BYTES,
    Answer,
    Asked,
    Page,
    Redirect,
    config_of,
    need_no_job,
    period_of,
    reading,
    start_job,
)
from pipelines.web.pages.waiting import Waiting, receive, waiting_file, waiting_files


@dataclass(frozen=True)
class Covered:
    """A line of the matrix: who owes what for which prison, and its state by quarter."""

    partner: str
    what: str
    where: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """A file that waits: what it would do, told as a load tells it, or why it can't be read yet."""

    waiting: Waiting
    source: str = ""
    report: LoadReport | None = None
    lines: tuple[str, ...] = ()
    problem: str = ""
    stands: bool = False  # a file of this name is among the exports already
    is_other: bool = False  # it says something else than that file: whether it is a correction is asked


def show_deliveries(asked: Asked) -> Answer:
    """Show what came, what of it counts, and who still owes what."""
    config, period = config_of(asked), period_of(asked)
    came: Sequence[Delivery] = ()
    covered: list[Covered] = []
    with reading(config) as db:
        if db is not None:
            came = deliveries(db)
            labels = {name: one.label for name, one in contracts_of(config).items()}
            covered = _matrix(coverage(db, year=period.year, today=date.today()), labels)
    quarters = [f"{period.year}-K{quarter}" for quarter in (1, 2, 3, 4)]
    given = {"came": came[::-1], "covered": covered, "quarters": quarters, "period": period}
    given |= {"most_bytes": MOST_BYTES}
    return Page("deliveries.html", {**given, "waiting": waiting_files(asked.desk)})


def contracts_of(config: Config) -> dict[str, Contract]:
    """Read the contracts that the workspace goes by."""
    return read_contracts(config.own_or_program("contracts"))


def _matrix(states: Sequence[CoverageRow], labels: Mapping[str, str]) -> list[Covered]:
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for row in states:
        owed = (row.source_label, labels.get(row.dataset, row.dataset), row.prison_code or "")
        found.setdefault(owed, {})[row.quarter[-1]] = row.state
    return [Covered(*owed, tuple(by.get(one, "") for one in "1234")) for owed, by in sorted(found.items())]


def receive_files(asked: Asked) -> Answer:
    """Let the files that were dropped wait: nothing of them counts yet."""
    if not asked.files:
        raise ConfigError(asked.words.say("wb.deliveries.no_file"))
    receive(asked.desk, asked.files)
    return Redirect("/leveringen/wachtend")


def show_waiting(asked: Asked) -> Answer:
    """Show of each file that waits what it would do: a load of it that is taken back at once."""
    config = config_of(asked)
    weighed = [_weigh(asked, config, one) for one in waiting_files(asked.desk)]
    replaces = any(one.stands or (one.report and one.report.replaced) for one in weighed)
    ready = [one for one in weighed if one.report is not None]
    labels = {name: one.label for name, one in contracts_of(config).items()}
    return Page("waiting.html", {"weighed": weighed, "replaces": replaces, "ready": ready, "labels": labels})


def _weigh(asked: Asked, config: Config, waiting: Waiting) -> Weighed:
    before = config.exports / waiting.name
    stands = before.exists() and not cmp(before, waiting.path, shallow=False)
    contracts = contracts_of(config)
    with _apart(asked, [waiting]) as alone:
        source = ""
        try:
            sources = read_sources(config.data / "sources", contracts)
            found = find_exports(alone, sources).exports
            if not found:
                if any(_holds_rows(sheet) for sheet in peek(alone / waiting.name)):
                    return Weighed(waiting, stands=stands)
                return Weighed(waiting, problem=asked.words.say("wb.waiting.no_table"), stands=stands)
            source = found[0].source
            report = _try(asked, alone)
        except ReportError as error:
            problem, is_other = str(error).replace(f"{alone}/", ""), isinstance(error, OtherVersionError)
            return Weighed(waiting, source, problem=problem, stands=stands, is_other=is_other)
    labels = {name: one.label for name, one in contracts.items()}
    lines = told(LoadReport(report.deliveries, report.unchanged, replaced=report.replaced), labels)
    return Weighed(waiting, source, report, lines, stands=stands)


def _holds_rows(sheet: SeenSheet) -> bool:
    """Tell whether a sheet has a table of more than its heading."""
    return sheet.has_table and sum(any(line.cells) for line in sheet.lines) > 1


@contextmanager
def _apart(asked: Asked, chosen: Sequence[Waiting]) -> Iterator[Path]:
    """Give a folder that holds these files and no others."""
    with tempfile.TemporaryDirectory(dir=asked.desk.aside) as folder:
        for one in chosen:
            (Path(folder) / one.name).hardlink_to(one.path)
        yield Path(folder)


def _try(asked: Asked, folder: Path) -> LoadReport:
    """Load a folder on trial: all is told and no delivery changes."""
    from pipelines.release import load_deliveries

    request = read_request(asked.desk.workspace, exports=folder)
    with only_run(request.config.data, "werkbank"):
        return load_deliveries(request, is_trial=True)


def confirm(asked: Asked) -> Answer:
    """Move the files that were chosen among the exports and load them; what they replace was asked before."""
    config = config_of(asked)
    chosen = [waiting_file(asked.desk, mark) for mark in asked.fields("chosen")]
    if not chosen:
        raise ConfigError(asked.words.say("wb.waiting.none"))
    need_no_job(asked.desk)
    replacing = [one for one in chosen if (config.exports / one.name).exists()]
    if replacing and not asked.field("replace"):
        raise ConfigError(asked.words.say("wb.waiting.ask", files=", ".join(one.name for one in replacing)))
    with _apart(asked, chosen) as alone:
        _try(asked, alone)  # what can't be loaded together does not get among the exports
    with only_run(config.data, "werkbank"):
        config.exports.mkdir(parents=True, exist_ok=True, mode=0o700)
        for one in chosen:
            one.path.replace(config.exports / one.name)
    return start_load(asked)


def start_load(asked: Asked) -> Answer:
    """Load what is new, in a process of its own."""
    job = start_job(asked.desk, asked.words.say("wb.job.load"), ("load",), back="/leveringen")
    return Redirect(f"/taken/{job.number}")


def accept(asked: Asked) -> Answer:
    """Write down that a file that waits takes the place of the one of its name, whatever it says."""
    from pipelines.release import accept_file

    waiting = waiting_file(asked.desk, asked.parts["mark"])
    with _apart(asked, [waiting]) as alone:
        accept_file(read_request(asked.desk.workspace, exports=alone), waiting.name)
    return Redirect("/leveringen/wachtend")


def drop(asked: Asked) -> Answer:
    """Do away with a file that waits: it never counted."""
    waiting_file(asked.desk, asked.parts["mark"]).path.unlink()
    return Redirect("/leveringen/wachtend")


def show_delivery(asked: Asked) -> Answer:
    """Show one delivery: each row of each sheet accounted for, and why rows were refused or passed by."""
    config, number = config_of(asked), asked.number("number") or 0
    contracts = contracts_of(config)
    with reading(config) as db:
        found = [one for one in deliveries(db) if one.number == number] if db is not None else []
        if db is None or not found:
            raise ConfigError(asked.words.say("wb.delivery.missing", number=str(number)))
        sheets = delivery_outcome(db, found[-1].delivery_id)
    rules = {rule.name: rule.sentence for rule in read_rules(RULES, contracts)}
    given = {
        "one": found[-1],
        "sheets": sheets,
        "labels": {name: one.label for name, one in contracts.items()},
    }
    return Page("delivery.html", {**given, "rules": rules, "reason": reason_text})


def withdraw(asked: Asked) -> Answer:
    """Take a delivery back; its history stays."""
    from pipelines.release import withdraw_delivery

    withdraw_delivery(read_request(asked.desk.workspace), str(asked.number("number") or 0))
    return Redirect("/leveringen")


def restore(asked: Asked) -> Answer:
    """Take a withdrawal back, and load the file again."""
    from pipelines.release import restore_delivery

    need_no_job(asked.desk)
    restore_delivery(read_request(asked.desk.workspace), str(asked.number("number") or 0))
    return start_load(asked)
