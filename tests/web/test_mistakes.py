"""Plausible mistakes at the workbench: each met with words that lead out, and nothing changed by it."""

import re

import pytest

from pipelines.request import read_request
from tests.web.mistakes import LISTS, MISTAKES, NEW
from tests.web_bench import workbench

pytestmark = pytest.mark.slow
TRACES = ("Traceback", "het programma zelf faalt", "Internal Server Error")


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    """A workbench that just began a workspace, so that pasted lists are tried on it first."""
    folder = tmp_path_factory.mktemp("mistakes")
    with workbench(folder) as made:
        made.enter()
        made.folder = folder
        for text, field, told in LISTS:
            reply = made.send("/nieuw", {**NEW, field: text})
            assert (reply.status, told in reply.text, f'href="#{field}"' in reply.text) == (
                400,
                True,
                True,
            ), text
        assert list(made.folder.iterdir()) == []
        assert 'value="suppress" checked' in made.ask("GET", "/nieuw").text
        assert 'value="round5" checked' in made.send("/nieuw", {**NEW, "title": "", "method": "round5"}).text
        assert made.send("/nieuw", {**NEW, "method": "round5"}).status == 303
        assert read_request(folder).config.settings.disclosure.method == "round5"
        made.key = read_request(folder).key
        yield made
        made.process.terminate()
        said = "".join(made.process.communicate(timeout=20))
    assert not any(trace in said for trace in TRACES), said


def kept(folder):
    """Give all that a person would miss: each file but what waits and what a look makes."""
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".werkbank", ".stand", ".lock"} & set(path.relative_to(folder).parts[:2])
        if "warehouse" not in path.name
    }


@pytest.mark.parametrize(
    "one",
    [pytest.param(one, id=one.name, marks=[pytest.mark.long] if one.is_heavy else []) for one in MISTAKES],
)
def test_a_mistake_is_met_with_words_that_lead_out(bench, one):
    before = kept(bench.folder)
    reply = one.act(bench)
    shown = re.search(r"<main.*</main>", reply.text, re.DOTALL)
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown[0])) if shown else ""
    assert reply.status == one.status, told
    assert all(word in told or word in reply.text for word in one.words), told
    assert not any(trace in reply.text for trace in TRACES)
    assert re.search(f'(href|action)="{one.way}', reply.text) or not one.way, reply.text
    for path in (bench.folder / "data" / ".werkbank" / "wachtend").glob("*"):
        path.unlink()
    for path in (bench.folder / "data" / "sources").glob("*"):
        path.unlink()
    assert kept(bench.folder) == before
