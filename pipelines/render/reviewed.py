"""Set the pages that a reviewer reads: each one file that needs nothing beside it."""

import base64
from typing import Any

from pipelines.program import TEMPLATES
from pipelines.render.templates import set_page


def set_review_page(name: str, **given: Any) -> str:
    """Set a page of report_templates/review with what is given to it."""
    return set_page(TEMPLATES, f"review/{name}.html", names={"drawn": _drawn}, filters={}, **given)


def _drawn(svg: str) -> str:
    """Give a chart as an image in the page itself."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode('ascii')}"
