"""Set templates: one macro for each type of block, nothing undefined, everything escaped."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

__all__ = ["Markup", "component", "component_name", "escape", "set_page"]

Filter = Callable[[str], Markup]


def set_page(
    templates: Path, page: str, *, names: Mapping[str, Any], filters: Mapping[str, Filter], **given: Any
) -> str:
    """Set a page with what is given to it; `names` and `filters` are there for every component too."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters)
    environment.globals.update(names, component=partial(component, environment))
    return environment.get_template(page).render(**given)


def component(environment: Environment, block: Any) -> Markup:
    """Set a block, or a part of one, with the macro that has the name of its type."""
    name = component_name(type(block))
    macro = getattr(environment.get_template(f"components/{name}.html").module, name)
    return Markup(macro(block))  # noqa: S704  the macro escapes


def component_name(kind: type) -> str:
    """Give the file and macro name of a type: `KeyNumbers` is `key_numbers`."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", kind.__name__).lower()
