"""Answers: what goes back to partners, with a message in their language, and what came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import ConfigError
from pipelines.load import Delivery, deliveries, delivery_outcome, read_list, reason_text, write_templates
from pipelines.request import Config, only_writer
from pipelines.sources import is_mended, read_sources
from pipelines.web.frame import Answer, Asked, Download, Page, Redirect, config_of, reading
from pipelines.web.pages.deliveries import contracts_of
from pipelines.web.pages.waiting import mark_of
from pipelines.wording import LOCALES, Wording

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Letter:
    """What a partner is told about one delivery, with the workbook that goes with it."""

    delivery: Delivery
    language: str
    text: str
    files: tuple[tuple[str, str], ...]  # mark and name


def show_answers(asked: Asked) -> Answer:
    """Show a letter for each delivery with refused rows, and the mended workbooks that came back."""
    config = config_of(asked)
    letters: list[Letter] = []
    back: list[Delivery] = []
    with reading(config) as db:
        if db is not None:
            languages = {
                one.name: one.language for one in read_sources(config.data / "sources", contracts_of(config))
            }
            came = deliveries(db)
            back = [one for one in came if is_mended(one.file)]
            for one in unanswered(config, came):
                reasons: dict[str, int] = {}
                for sheet in delivery_outcome(db, one.delivery_id):
                    for code, times in sheet.reasons.items():
                        reasons[code] = reasons.get(code, 0) + times
                language = languages.get(one.source, "nl")
                letters.append(
                    Letter(one, language, _letter(config, one, reasons, language), _files(config, one))
                )
    return Page("answers.html", {"letters": letters, "back": back})


def unanswered(config: Config, came: Sequence[Delivery]) -> list[Delivery]:
    """Give the deliveries that count and have refused rows of which a workbook lies ready for the partner."""
    return [one for one in came if one.state == "loaded" and one.rejected and _files(config, one)]


def _files(config: Config, one: Delivery) -> tuple[tuple[str, str], ...]:
    """Give the answers that are ready for the source of a delivery."""
    folder = config.data / "feedback" / one.source
    return tuple((mark_of(path.name), path.name) for path in sorted(folder.glob("*.xlsx")))


def _letter(config: Config, one: Delivery, reasons: dict[str, int], language: str) -> str:
    words = Wording(language)
    listed = "\n".join(
        f"- {reason_text(code, language)} ({times})" for code, times in sorted(reasons.items())
    )
    return words.say(
        "wb.letter", file=one.file, rows=words.say_count("wb.letter.rows", one.rejected), reasons=listed,
        publisher=config.settings.report.publisher,
    )  # fmt: skip


def give_answer(asked: Asked) -> Answer:
    """Give a workbook for a partner."""
    return _give(asked, config_of(asked).data / "feedback")


def _give(asked: Asked, folder: Path) -> Answer:
    for path in sorted(folder.rglob("*.xlsx")):
        if mark_of(path.name) == asked.parts["mark"]:
            return Download(path, XLSX, path.name)
    raise ConfigError(asked.words.say("wb.refused.missing"))


def show_templates(asked: Asked) -> Answer:
    """Show the workbooks that partners fill in, and the form that makes one."""
    config = config_of(asked)
    contracts = contracts_of(config)
    found = sorted((config.data / "templates").glob("*.xlsx"))
    given = {
        "made": [(mark_of(path.name), path.name) for path in found],
        "organisations": _organisations(config),
        "kinds": {name: one.label for name, one in contracts.items()},
        "languages_of_partner": tuple(LOCALES),
    }
    return Page("templates.html", given)


def _organisations(config: Config) -> list[tuple[str, str]]:
    """Read the list of partners, also before anything was ever loaded."""
    rows = read_list(config.data / "reference" / "organisation.csv")
    return [(row.get("organisation_code", ""), row.get("organisation_name", "")) for row in rows]


def make_template(asked: Asked) -> Answer:
    """Write a workbook for a partner, with the source that reads it."""
    config = config_of(asked)
    whom = asked.field("whom")
    if not whom:
        raise ConfigError(asked.words.say("wb.template.whom.needed"))
    folder = config.data / "sources"
    with only_writer(config.data, "source template"):
        contracts = contracts_of(config)
        sources = read_sources(folder, contracts) if folder.is_dir() else ()
        write_templates(
            whom, config.data, contracts, sources, datasets=asked.fields("dataset"),
            language=asked.field("partner_language") or None,
        )  # fmt: skip
    return Redirect("/sjablonen")


def give_template(asked: Asked) -> Answer:
    """Give a workbook to fill in."""
    return _give(asked, config_of(asked).data / "templates")
