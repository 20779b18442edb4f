"""Find the tags in prose and put the words of their cells in their place."""

import ast
import re

from pipelines.document.context import ComposeContext
from pipelines.document.narrative.cell_reference import VERBS, TagPosition, bound_cell
from pipelines.errors import DocumentError

TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")
MARKDOWN = re.compile(r"([\\`*_\[\]<>#])")


def filled(context: ComposeContext, text: str, source: str) -> str:
    """Give the text with its tags replaced; raises DocumentError with file, line, sentence and cell."""
    opened = text.replace("}}", "{{").split("{{")
    if text.count("{{") != text.count("}}") or len(opened) % 2 == 0:
        line = text[: text.rfind("{{")].count("\n") + 1
        raise DocumentError(
            f"{source}, regel {line}: een {{{{ zonder }}}} of omgekeerd; sluit de verwijzing af."
        )
    return TAG.sub(
        lambda found: value_of_tag(context, found[1].strip(), place_of_tag(text, found, source)), text
    )


def place_of_tag(text: str, found: re.Match[str], source: str) -> TagPosition:
    """Say where a tag stands, with the sentence around it."""
    ends = [end.end() for end in SENTENCE_END.finditer(text) if end.end() <= found.start()]
    start = ends[-1] if ends else 0
    after = SENTENCE_END.search(text, found.end())
    sentence = " ".join(text[start : after.end() if after else len(text)].split())
    return TagPosition(source, text[: found.start()].count("\n") + 1, sentence, text[start : found.start()])


def value_of_tag(context: ComposeContext, expression: str, place: TagPosition) -> str:
    """Give the words of a tag; raises DocumentError for what the cells do not bear."""
    name, arguments, labels = _parsed(expression, place)
    if name == "fixed":
        if len(arguments) != 1 or labels:
            raise place.refuse("fixed() neemt één getal of tekst, zoals fixed(12).")
        return MARKDOWN.sub(r"\\\1", str(arguments[0]))
    says = labels.pop("says", None)
    if len(arguments) != 1 or not isinstance(arguments[0], str):
        raise place.refuse(
            f'{name}() begint met de naam van één tabel, zoals {name}("attendances_by_domain").'
        )
    said = VERBS[name](bound_cell(context, arguments[0], labels, place))
    if says is not None and not _bears(said, str(says)):
        raise place.refuse(
            f"de tekst beweert “{says}”, maar de cijfers zeggen “{said}”. Pas de bewering aan."
        )
    return MARKDOWN.sub(r"\\\1", said)


def _bears(said: str, claim: str) -> bool:
    """Tell whether a claim is what the cells say, or its first words: `steeg` of `steeg met 4,2 %`."""
    claimed, true = claim.casefold().split(), said.casefold().split()
    return bool(claimed) and true[: len(claimed)] == claimed


def _parsed(expression: str, place: TagPosition) -> tuple[str, list[object], dict[str, object]]:
    """Read a call with constants only: nothing in a narrative is ever run."""
    known = ", ".join([*VERBS, "fixed"])
    try:
        tree = ast.parse(expression, mode="eval").body
        if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
            raise ValueError
        arguments = [ast.literal_eval(argument) for argument in tree.args]
        labels = {str(word.arg): ast.literal_eval(word.value) for word in tree.keywords if word.arg}
    except (SyntaxError, ValueError) as error:
        raise place.refuse(
            f"{{{{ {expression} }}}} is geen verwijzing; schrijf een van {known}, "
            'zoals {{ n("attendances_by_domain") }}.'
        ) from error
    if tree.func.id not in VERBS and tree.func.id != "fixed":
        raise place.refuse(f"{tree.func.id}() bestaat niet; verwacht een van {known}.")
    return tree.func.id, arguments, labels
