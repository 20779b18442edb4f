"""Say in Dutch what the command line's library says in English: help, usage and mistakes."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

USAGE_ERROR: type[BaseException] = typer.BadParameter.__mro__[1]
"""What is raised for a wrong option or argument; the library gives its name away for one kind only."""

HELP = (
    (r"^Usage:", "Gebruik:"),
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT [ARGUMENTEN]..."),
    (r"^Options:", "Opties:"),
    (r"^Commands:", "Opdrachten:"),
    (r"^Arguments:", "Argumenten:"),
    (r"Show this message and exit\.", "Toon deze uitleg."),
    (r"Install completion for the current shell\.", "Laat de shell opdrachten aanvullen."),
    (r"Show completion for the current shell, to copy it or\s+customize the installation\.",
     "Toon wat de shell daarvoor nodig heeft."),
    (r"\[default:(?=\s)", "[standaard:"),
    (r"\[required\]", "[verplicht]"),
)  # fmt: skip
KINDS = {
    "<int>": "<getal>",
    "<int range>": "<getal>",
    "<float>": "<getal>",
    "<str>": "<tekst>",
    "<path>": "<pad>",
    "<list[Path]>": "<pad ...>",
    "<list[str]>": "<tekst ...>",
}
KIND = re.compile(f"({'|'.join(map(re.escape, KINDS))})( *)")
MISTAKES = (
    (r"No such command ('[^']*')\.?", r"de opdracht \1 bestaat niet."),
    (r"No such option: (\S+)", r"de optie \1 bestaat niet."),
    (r"\(Possible options: ([^)]*)\)", r"Bedoelt u \1?"),
    (r"Did you mean ([^?]*)\?", r"Bedoelt u \1?"),
    (r"Missing option '([^']*)'\.?", r"de optie \1 ontbreekt."),
    (r"Missing argument '([^']*)'\.?", r"\1 ontbreekt."),
    (r"Missing command\.?", "kies een opdracht."),
    (r"Option '([^']*)' requires (?:an argument|\d+ arguments)\.?", r"de optie \1 vraagt een waarde."),
    (r"Option '([^']*)' does not take a value\.?", r"de optie \1 neemt geen waarde."),
    (r"Got unexpected extra argument(?:s|\(s\))? \(([^)]*)\)", r"dit hoort er niet bij: \1."),
    (r"^Invalid value: ", ""),
    (r"Invalid value for '?([^':]*)'?:", r"\1:"),
    (r"Input should be a valid (?:integer|number).*", "verwacht een getal."),
    (r"Input should be greater than or equal to (\S+)", r"verwacht minstens \1."),
    (r"Input should be less than or equal to (\S+)", r"verwacht hoogstens \1."),
)


class DutchCommand(TyperCommand):
    """A command that explains itself in Dutch."""

    def get_help(self, ctx: Any) -> str:
        """Give the help."""
        return help_in_dutch(super().get_help(ctx))


SECTIONS = {
    "Beginnen": "werkbank doctor init sample",
    "Leveringen": "load deliveries coverage source withdraw restore accept erase",
    "Cijfers": "check explain trace",
    "Het concept": "build narrative preview audit dossier",
    "Publiceren": "sign-off publish early-access seal editions verify diff retract catalogue history",
    "Vanzelf": "calendar serve status",
}
"""The commands in the order of a coordinator's year."""


class DutchGroup(TyperGroup):
    """A group of commands that explains itself in Dutch, the program's by sections and each line whole."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what each command does; one that no section names stands at the end."""
        titles = {name: title for title, names in SECTIONS.items() for name in names.split()}
        found = {name: it for name in self.list_commands(ctx) if (it := self.get_command(ctx, name))}
        ordered = [name for name in dict.fromkeys([*titles, *found]) if name in found]
        for title in (*SECTIONS, "Commands"):
            told = [name for name in ordered if titles.get(name, "Commands") == title]
            if told:
                with formatter.section(title):
                    formatter.write_dl([(name, found[name].get_short_help_str(limit=500)) for name in told])

    def get_help(self, ctx: Any) -> str:
        """Give the help."""
        return help_in_dutch(super().get_help(ctx))


def speak_dutch(app: typer.Typer) -> None:
    """Let every command that stands in the program explain itself in Dutch."""
    app.info.cls = DutchGroup
    for command in app.registered_commands:
        command.cls = DutchCommand
    for group in app.registered_groups:
        if group.typer_instance is not None:
            speak_dutch(group.typer_instance)


def help_in_dutch(text: str) -> str:
    """Put the fixed words of a help text in Dutch, its columns as they are."""
    for english, dutch in HELP:
        text = re.sub(english, dutch, text, flags=re.MULTILINE)
    return KIND.sub(_fit, text)


def _fit(found: re.Match[str]) -> str:
    """Keep what follows in its column where there is room for it."""
    dutch, room = KINDS[found[1]], len(found[2])
    return dutch + " " * max(len(found[0]) - len(dutch), min(room, 2))


def mistake_in_dutch(error: BaseException) -> str:
    """Say what was wrong with the command, and where help is."""
    text = str(error.format_message())  # type: ignore[attr-defined]  # every usage error has it
    if text.startswith("Gebruik:"):  # a group without a command: its help is the answer
        return text
    for english, dutch in MISTAKES:
        text = re.sub(english, dutch, text)
    context = getattr(error, "ctx", None)
    return f"Fout: {text} Zie {context.command_path if context else 'jaarverslag'} -h."
