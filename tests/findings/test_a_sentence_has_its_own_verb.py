"""What a finding says is a sentence: its verb stands in the message, so that no label has to be one."""

import re

import pytest

from pipelines.wording import LOCALES, texts

SENTENCES = re.compile(
    r"(fact|change|there|top|even|say|unknown|gap|each\.\w+\.(?:up|down)|plan\.title)(\.|$)|alt\.(high|low|course)|beside\.(low|high|none|plain|alt)"
)
VERBS = {
    "nl": "had is zijn was waren werd werden wordt vond vonden liep liepen duurden gaven nam namen telde viel vielen verbleef verbleven "
    "stond stonden wachtte begon begonnen eindigde eindigden stopte stopten slaagde leende leenden kwam zetten werkte werkten "
    "steeg daalde bleef verschilde ging ligt staan staat",
    "fr": "situe figure avait occupaient connaît est sont était étaient a ont compte comptait atteint atteignait explique réunissait attendait attendaient employaient "
    "travaillait travaillaient variait va peut peuvent figurent s’est s’écarte",
    "en": "is are was were ran took lasted gave had stayed began ended stopped interrupted dropped passed borrowed employed rose "
    "fell did changed differed went does cannot lies stand",
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_every_message_of_a_finding_has_a_verb_outside_what_is_filled_in(language):
    known = {key: forms for key, forms in texts(language).messages.items() if SENTENCES.match(key)}
    verbs = set(VERBS[language].split())
    bare = {
        key: form
        for key, forms in known.items()
        for form in forms
        if not verbs & set(re.findall(r"(?:s’)?\w+", re.sub(r"{\w+}", " ", form).replace("n’", "")))
    }
    assert bare == {}
    assert len(known) > 90
