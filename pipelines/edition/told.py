"""What a reviewer is told of a concept beside its page: the program's own sentences, coverage, disclosure."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from pipelines.document import Chart, Coverage, Document, KeyFindings
from pipelines.release import Figures

SENTENCES, COVERAGE, DISCLOSURE = "sentences.json", "coverage.json", "disclosure.json"


def told_files(document: Document, coverage: Sequence[Coverage], figures: Figures) -> dict[str, bytes]:
    """Write them as JSON: confidential, for the reviewer alone."""
    log = figures.protected.log
    disclosure = {
        "cells": log.cells,
        "hidden": log.count(),
        "rounded": log.rounded,
        "witnesses": log.witnesses,
        "reasons": dict(sorted(Counter(one.reason.value for one in log.hidden).items())),
        "dropped": [list(one) for one in log.dropped],
    }
    return {
        SENTENCES: _json([[chapter, text] for chapter, text in sentences_of(document)]),
        COVERAGE: _json([asdict(one) for one in coverage]),
        DISCLOSURE: _json(disclosure),
    }


def sentences_of(document: Document) -> Iterator[tuple[str, str]]:
    """Give each sentence that the program wrote, with its chapter: openings, findings, headlines."""
    for chapter in document.chapters:
        if chapter.lead:
            yield chapter.title, chapter.lead
        for block in chapter.blocks:
            match block:
                case KeyFindings(items=items):
                    for one in items:
                        yield chapter.title, f"{one.text} {one.more}".strip()
                case Chart(figure=figure):
                    yield chapter.title, figure.title


def _json(found: object) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
