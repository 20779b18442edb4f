"""Build and publish in one call, or set one scope in memory, as tests about what is published need it."""

import re
from collections import Counter

from pipelines.edition.inputs import stamp_of
from pipelines.edition.rendering import render
from pipelines.progress import Steps
from pipelines.report import build_report, publish_report

AS_CONCEPT = ("Concept,", "concept", "CONCEPT,", "niet", "gepubliceerd", "Opgelet")
"""The words by which the page of a concept says that it is one: cover, banner and colophon."""


def words_that_differ(page, other):
    """Count the words that each of two pages has more often than the other; tags are no words."""
    counted = [Counter(re.sub(r"<[^>]*>", " ", text).split()) for text in (page, other)]
    return counted[0] - counted[1], counted[1] - counted[0]


def build_and_publish(order):
    """Make the concepts of an order and publish them, as a coordinator does; give the editions."""
    build_report(order, Steps(quiet=True))
    return publish_report(order, Steps(quiet=True))


def rendered(order, figures, scope, status="voorlopig"):
    """Set a scope's edition in memory."""
    return render(order, figures, scope, stamp_of(order, scope, status))
