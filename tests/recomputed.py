"""Recompute what a Dutch sentence of a report claims, from the truth that the oracle counts in the exports.

The claim is read from the sentence alone, as a reader would; nothing of the engine that wrote it is used. What is
hidden in the report is not hidden here: a claim must hold of the true figures too.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import comb, sqrt

Cells = Mapping[tuple[str | None, ...], float]
DOMAINS = ("welzijn", "onderwijs", "tewerkstelling", "cultuur", "sport", "gezondheid")
PRISONS = {"Gent": "GEN", "Mechelen": "MEC", "Leuven Centraal": "LEC", "Detentiehuis Kortrijk": "DHK"}
QUARTERS = {"eerste": "K1", "tweede": "K2", "derde": "K3", "vierde": "K4"}
REASONS = {
    "personeelstekort in de gevangenis": "prison_staff_shortage", "een afwezige begeleider": "facilitator_absent",
    "een lokaal dat niet vrij was": "room_unavailable", "een veiligheidsincident": "incident", "staking": "strike",
    "te weinig inschrijvingen": "too_few_enrolments", "feestdag of vakantie": "holiday", "gezondheid": "health",
    "een technisch probleem": "technical", "een andere reden": "other",
}  # fmt: skip
AGES, STATUSES, TONGUES = (
    ("18-24", "25-34", "35-49", "50+"),
    {"beklaagden": "remand", "veroordeelden": "sentenced", "geïnterneerden": "internee"},
    ("dutch", "french", "other"),
)
TAKEN = {"één domein": "1", "twee domeinen": "2", "drie domeinen of meer": "3+"}
N = r"(?P<n>[\d.]+(?:,\d+)?)(?: %)?"
COUNTED, SHARE, STOCK = "counted", "share", "stock"
"""What chance does to it: events or persons are Poisson, parts of a whole binomial, the rest wobbles a percent."""
FACTS = {
    rf"verbleven er gemiddeld {N} gedetineerden": "average_population",
    rf"was de bezetting {N} van de officiële plaatsen": "occupancy_rate",
    rf"werd(?:en)? {N} sessies? afgelast": "sessions_cancelled",
    rf"viel {N} van de geplande sessies weg": "cancellation_rate",
    rf"vonden {N} sessies plaats": "sessions_held",
    rf"werden {N} deelnames geteld": "attendances",
    rf"namen {N} verschillende personen deel": "participants",
    rf"kwam het aantal deelnemers overeen met {N} van wie er verbleef": "reach_rate",
    rf"stonden op de laatste dag van het jaar {N} personen op een wachtlijst": "persons_waiting",
    rf"wachtte de helft van wie kon beginnen hoogstens {N} dagen": "waiting_days_median",
    rf"begonnen {N} trajecten": "trajectories_started",
    rf"nam een gedetineerde gemiddeld {N} uur deel": "hours_per_detainee",
}
SUBJECTS = {
    "het aantal deelnames": "attendances", "het aantal sessies dat plaatsvond": "sessions_held",
    "het aantal afgelaste sessies": "sessions_cancelled", "het aandeel afgelaste sessies": "cancellation_rate",
    "het aantal wachtenden": "persons_waiting", "de gemiddelde dagelijkse bevolking": "average_population",
    "het aantal verschillende deelnemers": "participants", "het bereik": "reach_rate",
    "het aantal gestarte trajecten": "trajectories_started", "de bezetting": "occupancy_rate",
}  # fmt: skip
MARTS = {
    "average_population": "population", "throughput": "population", "capacity_official": "population",
    "sessions_cancelled": "sessions_by_domain", "sessions_held": "sessions_by_domain",
    "sessions_planned": "sessions_by_domain", "attendances": "attendances_by_domain",
    "participants": "participants_by_domain", "persons_waiting": "waiting_list",
    "waiting_days_median": "waiting_list", "trajectories_started": "trajectories_by_domain",
    "participant_hours": "attendances_by_domain", "sessions_recorded": "attendances_by_domain",
}  # fmt: skip
PARTS = {
    "occupancy_rate": ("average_population", "capacity_official"),
    "cancellation_rate": ("sessions_cancelled", "sessions_planned"),
    "reach_rate": ("participants", "throughput"),
}
SURE = 1.96


@dataclass(frozen=True)
class Truth:
    """The true figures, those that the report shows, and whose report it is."""

    marts: Mapping[str, Cells]
    shown: Callable[[str, tuple[str | None, ...]], bool]
    prison: str | None
    year: str = "2025"

    def of(self, measure: str, period: str, domain: str | None = None, reason: str | None = None) -> float:
        """Give a true figure; a rate is divided here."""
        if measure in PARTS:
            above, below = (self.of(part, period, domain) for part in PARTS[measure])
            return 100 * above / below
        if measure == "hours_per_detainee":
            return self.of("participant_hours", period, domain) / self.of("average_population", period)
        if reason is not None:
            return self.marts["cancellations_by_reason.sessions_cancelled"].get(
                (self.prison, period, reason), 0
            )
        mart = MARTS[measure]
        cells = self.marts[f"{mart}.{measure}"]
        extra = len(next(iter(cells))) - 2
        return cells.get((self.prison, period, *(domain, None)[:extra]), 0)

    def group(self, dimension: str, code: str, *, of: str | None = None) -> tuple[float, float]:
        """Give the participants of a group, and who of it stayed."""
        key = (of or self.prison, self.year, code)
        stayed = self.marts[f"population_by_{dimension}.persons_stayed"]
        return self.marts[f"participants_by_{dimension}.participants"].get(key, 0), stayed.get(key, 0)


def sentences(text: str) -> list[str]:
    """Split a text at full stops that a new sentence follows; spaces that do not break are spaces."""
    text = text.replace("\u00a0", " ").replace("\u202f", " ")
    return [one.rstrip(".") for one in re.split(r"(?<=\.)\s+(?=[A-Z0-9])", text) if one]


def faults(truth: Truth, chapter: str, sentence: str) -> list[str]:
    """Name what of a sentence is not so; a sentence that nothing here can read is a fault too."""
    domain = chapter.lower() if chapter.lower() in DOMAINS else None
    for pattern, judge in CLAIMS.items():
        found = re.fullmatch(pattern, sentence)
        if found:
            return [f"{sentence}: {fault}" for fault in judge(truth, domain, found)]
    return [f"{sentence}: nobody recomputed this"]


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def _is_written(text: str, value: float) -> bool:
    """Tell whether a text is the value, rounded to as many decimals as it has."""
    decimals = len(text.partition(",")[2])
    return abs(_number(text) - value) <= 0.5 * 10**-decimals + 1e-6


def _place(truth: Truth, domain: str | None, where: str) -> tuple[str, str | None, str | None]:
    """Give period, domain and reason that the first words of a sentence name."""
    quarter = re.fullmatch(r"In het (\w+) kwartaal(?: van 20\d\d)?", where)
    of = re.search(r"domein (\w+)", where)
    reason = REASONS[where.removeprefix("Door ")] if where.startswith("Door ") else None
    period = f"{truth.year}-{QUARTERS[quarter[1]]}" if quarter else truth.year
    is_there = quarter or where.removeprefix("In ") in PRISONS
    return period, of[1] if of else domain if is_there else None, reason


def _wobble(
    truth: Truth, measure: str, domain: str | None, periods: tuple[str, str], values: tuple[float, float]
) -> float:
    """Compute how far two figures lie apart by chance, 19 times in 20."""
    if measure in PARTS and max(values) <= 100:
        bases = [truth.of(PARTS[measure][1], period, domain) for period in periods]
        parts = [value / 100 for value in values]
        return 100 * SURE * sqrt(sum(one * (1 - one) / base for one, base in zip(parts, bases, strict=True)))
    if measure in ("average_population", "occupancy_rate", "hours_per_detainee"):
        return values[1] / 100
    if measure == "waiting_days_median":
        return max(1.0, values[1] / 100)
    return SURE * sqrt(sum(values))


def _moved(
    truth: Truth, measure: str, place: tuple[str, str | None, str | None], before: str, said: str
) -> Iterator[str]:
    """Judge what is said of a change: its size, its direction, and whether chance alone would do it."""
    period, domain, reason = place
    if part := re.search(r"([\d,]+) % van het totaal van alle domeinen", said):
        share = 100 * truth.of(measure, period, domain) / truth.of(measure, period)
        if not _is_written(part[1], share):
            yield f"{share} of all"
        return
    now, then = truth.of(measure, period, domain, reason), truth.of(measure, before, domain, reason)
    wobble = _wobble(truth, measure, domain, (period, before), (now, then))
    is_share = measure in PARTS
    near = 0.5 if is_share else then / 100
    if change := re.search(
        r"([\d.,]+)( %| procentpunt| dag(?:en)?)? (meer|minder)|(?:steeg|daalde)(?: .+)? met ([\d.,]+)( %| procentpunt)?",
        said,
    ):
        written, unit = change[1] or change[4], change[2] or change[5] or ""
        is_up = change[3] == "meer" if change[3] else "steeg" in said
        if (now > then) != is_up or abs(now - then) <= wobble:
            yield f"{then} to {now} is no such change, chance does {wobble:.1f}"
        fits = (
            " procentpunt"
            if is_share
            else " dag"
            if measure == "waiting_days_median"
            else ""
            if then < 20
            else " %"
        )
        if unit.removesuffix("en") != fits:
            yield f"the unit of the change from {then}"
        if not _is_written(written, abs(now - then) if unit != " %" else abs(now - then) * 100 / then):
            yield f"{then} to {now} is not {written}{unit}"
    elif "nagenoeg" in said:
        prints_alike = measure == "waiting_days_median" and int(now + 0.5) == int(then + 0.5)  # in whole days
        if abs(now - then) >= near and not prints_alike:
            yield f"{then} and {now} are not nearly the same"
    elif earlier := re.search(r"tegenover ([\d.]+(?:,\d+)?)", said):
        if not _is_written(earlier[1], then):
            yield f"{then} before"
    elif now != then:
        yield f"{then} and {now} are not the same"


def _each(
    truth: Truth, _: str | None, found: re.Match[str], *, years: Sequence[str] = ("2025",)
) -> list[str]:
    """Every domain fell, or rose, further than chance brings it."""
    measure = {"deelnames": "attendances", "sessies": "sessions_held"}[found["what"]]
    quarter = int(QUARTERS[found["now"]][1])
    wrong = (
        [] if found.groupdict().get("then") in (None, list(QUARTERS)[quarter - 2]) else ["not the one before"]
    )
    for year, domain in product(years, DOMAINS):
        now, then = (truth.of(measure, f"{year}-K{number}", domain) for number in (quarter, quarter - 1))
        if (now > then) != (found["how"] == "meer") or abs(now - then) <= SURE * sqrt(now + then):
            wrong.append(f"{domain}: {then} to {now}")
    return wrong


def _each_again(truth: Truth, domain: str | None, found: re.Match[str]) -> list[str]:
    return _each(truth, domain, found, years=("2024", "2025"))


def _before(truth: Truth, said: str, period: str) -> str:
    """Give the period that a change is from."""
    if "een jaar eerder" in said:
        return str(int(truth.year) - 1) + period[4:]
    quarter = re.search(r"het (\w+) kwartaal", said)
    return f"{truth.year}-{QUARTERS[quarter[1]]}" if quarter else str(int(truth.year) - 1)


def _fact(pattern: str, measure: str) -> Callable[[Truth, str | None, re.Match[str]], list[str]]:
    def judge(truth: Truth, domain: str | None, found: re.Match[str]) -> list[str]:
        known = found.groupdict().get("recorded")
        if known:
            pair = truth.of("sessions_recorded", truth.year), truth.of("sessions_held", truth.year)
            if pair != (_number(known), _number(found["held"])):
                return [f"{pair} are recorded and held"]
        elif measure == "attendances" and found["where"] in ("Tegelijk", "Daarbij"):
            return ["attendances stand beside sessions as if all of these were recorded"]
        prison = PRISONS.get(found["where"].removeprefix("In "))
        truth = replace(truth, prison=prison) if prison else truth
        place = _place(truth, domain, found["where"])
        wrong = (
            []
            if _is_written(found["n"], truth.of(measure, *place))
            else [f"{truth.of(measure, *place)} is the truth"]
        )
        return wrong + (
            list(_moved(truth, measure, place, _before(truth, found["said"], place[0]), found["said"]))
            if found["said"]
            else []
        )

    return judge


def _changed(truth: Truth, domain: str | None, found: re.Match[str]) -> list[str]:
    measure, sentence = SUBJECTS[found["subject"].lower()], found[0]
    of = re.search(r"in het domein (\w+)", sentence, re.IGNORECASE)
    there = re.search(rf" in ({'|'.join(PRISONS)}) ", sentence)
    truth = replace(truth, prison=PRISONS[there[1]]) if there else truth
    place = (truth.year, of[1] if of else None, None)
    wrong = []
    if found["n"] and not _is_written(found["n"], truth.of(measure, *place)):
        wrong.append(f"{truth.of(measure, *place)} is the truth")
    return wrong + list(_moved(truth, measure, place, _before(truth, found["said"], place[0]), found["said"]))


def _hidden(truth: Truth, domain: str | None, found: re.Match[str]) -> list[str]:
    measure = SUBJECTS[found["subject"].lower()]
    mart = MARTS[PARTS[measure][0] if measure in PARTS else measure]
    return ["it is shown"] if truth.shown(f"{mart}.{measure}", (truth.prison, truth.year, domain)) else []


def _reach(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    """The highest reach of a domain: of all, or of those that are shown."""
    of = {code: truth.of("participants", truth.year, code) for code in DOMAINS}
    seen = {
        code: value for code, value in of.items()
        if not found["among"] or truth.shown("participants_by_domain.reach_rate", (truth.prison, truth.year, code))
    }  # fmt: skip
    stayed = truth.of("throughput", truth.year)
    is_top = max(seen, key=lambda code: seen[code]) == found["code"]
    return (
        [] if is_top and _is_written(found["n"], 100 * of[found["code"]] / stayed) else [f"{of} of {stayed}"]
    )


def _status(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    """A group leads wherever those of unknown group belong."""
    known = {code: truth.group("statuut", code) for code in STATUSES.values()}
    unknown = truth.group("statuut", "unknown")[0]
    top, code = known[STATUSES[found["code"]]], STATUSES[found["code"]]
    rivals = {
        one: 100 * (part + unknown) / stayed
        for one, (part, stayed) in known.items()
        if one != code and stayed
    }
    value = 100 * top[0] / top[1]
    return (
        []
        if _is_written(found["n"], value) and max(rivals.values()) < value
        else [f"{known}, unknown {unknown}"]
    )


def _groups(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    """Of the groups of a figure without a total at least one is not shown."""
    del found
    name = "participants_by_age_band.reach_rate_by_age_band"
    return ["all are"] if all(truth.shown(name, (truth.prison, truth.year, code)) for code in AGES) else []


def _even(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    """From lowest to highest, no further apart than chance brings two groups of that size."""
    dimension, codes = ("age_band", AGES) if found["by"] == "leeftijd" else ("language_group", TONGUES)
    groups = [truth.group(dimension, code) for code in codes]
    rates = sorted((part / stayed, stayed) for part, stayed in groups if stayed)
    (low, few), (high, many) = rates[0], rates[-1]
    chance = SURE * sqrt(low * (1 - low) / few + high * (1 - high) / many)
    is_so = _is_written(found["low"], 100 * low) and _is_written(found["high"], 100 * high)
    return [] if is_so and high - low <= chance else [f"{groups}"]


def _reason(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    counts = {code: truth.of("", truth.year, reason=code) for code in REASONS.values()}
    code = REASONS[found["code"]]
    whole = truth.of("sessions_cancelled", truth.year)
    is_top = all(count < counts[code] for other, count in counts.items() if other != code)
    is_so = (
        is_top
        and _is_written(found["n"], counts[code])
        and (not found["share"] or _is_written(found["share"], 100 * counts[code] / whole))
    )
    return [] if is_so else [f"{counts} of {whole}"]


def _taken(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    cells = truth.marts["participants_by_domains_taken.participants"]
    counts = {code: cells.get((truth.prison, truth.year, code), 0) for code in TAKEN.values()}
    code = TAKEN[found["code"]]
    return (
        []
        if max(counts, key=lambda one: counts[one]) == code and _is_written(found["n"], counts[code])
        else [f"{counts}"]
    )


def _most(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    """A domain has most: of all, or of those that are shown."""
    measure = {"personen": "persons_waiting", "deelnames": "attendances"}[found["what"]]
    name = f"{MARTS[measure]}.{measure}"
    seen = {
        code: truth.of(measure, truth.year, code) for code in DOMAINS
        if not found["among"] or truth.shown(name, (truth.prison, truth.year, code))
    }  # fmt: skip
    is_top = max(seen, key=lambda code: seen[code]) == found["code"]
    return [] if is_top and _is_written(found["n"], seen[found["code"]]) else [f"{seen}"]


def _gap(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    gap = truth.of("average_population", truth.year) - truth.of("capacity_official", truth.year)
    return [] if (gap > 0) == (found["how"] == "meer") and _is_written(found["n"], abs(gap)) else [f"{gap}"]


def _plan(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    """So many are reached, and those that can't be judged are told apart: the truth lies between."""
    reached = judged = 0
    for (prison, year, _, domain, measure), target in truth.marts["action_plan.target_value"].items():
        if year == truth.year and truth.prison in (None, prison) and measure is not None:
            value = Truth(truth.marts, truth.shown, prison).of(measure, truth.year, domain)
            judged += 1
            reached += value <= target if measure == "cancellation_rate" else value >= target
    least, open_ones = int(found["n"]), int(found["open"] or 0)
    is_so = judged == int(found["all"]) and least <= reached <= least + open_ones
    return [] if is_so else [f"{reached} of {judged}"]


def outside(events: Collection[tuple[float, float]], far: float = 0.001) -> list[int]:
    """Give the places of (part, whole) that chance puts there less than once in a thousand on that side, exactly."""
    share = sum(part for part, _ in events) / sum(whole for _, whole in events)

    def below(count: int, size: int) -> float:
        return sum(comb(size, one) * share**one * (1 - share) ** (size - one) for one in range(count + 1))

    return [
        place for place, (part, whole) in enumerate(events)
        if below(int(part), int(whole)) < far or 1 - below(int(part) - 1, int(whole)) < far
    ]  # fmt: skip


def _none_apart(truth: Truth, _: str | None, found: re.Match[str]) -> list[str]:
    prisons = sorted(
        {key[0] for key in truth.marts["population.throughput"] if key[0] and key[1] == truth.year}
    )
    wrong = []
    for subject in re.split(r", | en ", found["subjects"]):
        above, below = PARTS[SUBJECTS[subject]]
        each = [Truth(truth.marts, truth.shown, prison) for prison in prisons]
        events = [(one.of(above, truth.year), one.of(below, truth.year)) for one in each]
        wrong += [f"{subject}: {prisons[place]}" for place in outside(events)]
    return wrong


WHERE = rf"(?P<where>In 20\d\d|In (?:{'|'.join(PRISONS)})|Tegelijk|Daarbij|In totaal|Van (?P<recorded>[\d.]+) van de (?P<held>[\d.]+) sessies is bekend hoeveel er kwamen; in totaal|In het domein \w+|In het \w+ kwartaal(?: van 20\d\d)?|Door [^\d]+?)"
SAID = r"(?P<said>(?:, .+)?)"
SUBJECT = "|".join(re.escape(one) for one in SUBJECTS)
CLAIMS = {
    **{f"{WHERE} {pattern}{SAID}": _fact(pattern, measure) for pattern, measure in FACTS.items()},
    rf"(?i:(?P<subject>{SUBJECT}))(?: in (?:het domein \w+|{'|'.join(PRISONS)}))?(?: was {N},)?(?P<said> .*(?:tegenover|gelijk aan) .+)": _changed,
    rf"In het domein \w+ (?P<said>(?:was|bleef|steeg|daalde) (?P<subject>{SUBJECT})(?: {N},)? (?:tegenover|gelijk|nagenoeg|met) .+)": _changed,
    rf"(?i:(?P<subject>{SUBJECT})) wordt in 2025 niet getoond, om personen te beschermen": _hidden,
    rf"(?P<among>Van de getoonde domeinen was het bereik )?[Ii]n het domein (?P<code>\w+)(?: was het bereik)? het hoogst: {N}": _reach,
    rf"Bij (?P<code>\w+) was het bereik het hoogst: {N}": _status,
    r"Waar de (?P<by>leeftijd|taal) bekend is, verschilde het bereik weinig tussen de \w+: van (?P<low>[\d,]+) % tot (?P<high>[\d,]+) %": _even,
    rf"De vaakst genoemde reden was (?P<code>.+?): {N} sessies(?:, (?P<share>[\d,]+) % van het geheel)?": _reason,
    "Niet elke groep wordt getoond, om personen te beschermen": _groups,
    rf"De grootste groep deelnemers nam deel aan (?P<code>.+): {N} personen": _taken,
    rf"(?P<among>Van de getoonde domeinen waren er )?[Ii]n het domein (?P<code>\w+)(?: waren er)? de meeste (?P<what>personen|deelnames): {N}": _most,
    rf"In 2025 verbleven er gemiddeld {N} personen (?P<how>meer|minder) dan er plaatsen zijn": _gap,
    rf"{N} van de (?P<all>\d+) doelstellingen (?:is|zijn) gehaald(?:, (?P<open>\d+) (?:is|zijn) niet te beoordelen)?": _plan,
    r"Elk domein had in het (?P<now>\w+) kwartaal (?P<how>meer|minder) (?P<what>deelnames|sessies) dan in het (?P<then>\w+) kwartaal": _each,
    r"Zoals in 2024 had elk domein in het (?P<now>\w+) kwartaal (?P<how>meer|minder) (?P<what>deelnames|sessies) dan ervoor": _each_again,
    r"Voor (?P<subjects>.+) ligt geen van de gevangenissen verder van de andere dan toeval verklaart": _none_apart,
}
"""What a sentence may look like, and who judges it."""
