"""Conditions in words: "led by a country, with Eurojust as co-leader"."""

from answer.phrasing import joined
from answer.query import Query, Role
from answer.select.kinds import NAMES
from answer.select.selection import Conditions, Having, Party, Size
from answer.select.when import half_named
from ingest.actors import display_name

_ROLES: dict[Role, str] = {
    "leader": "led by {}",
    "co_leader": "with {} as co-leader",
    "participant": "with {} as participant",
}
_NOUNS: dict[Role, str] = {
    "leader": "leader",
    "co_leader": "co-leader",
    "participant": "participant",
}
VERBS: dict[Role, tuple[str, str]] = {
    "leader": ("leads", "lead"),
    "co_leader": ("co-leads", "co-lead"),
    "participant": ("takes part in", "take part in"),
}
"""What one and what several actors do in a role."""
_FIELDS = {
    "leader": ("leader", "leaders"),
    "co_leader": ("co-leader", "co-leaders"),
    "participant": ("named participant", "named participants"),
    "kpi": ("KPI", "KPIs"),
    "activity": ("activity", "activities"),
    "jad": ("Joint Action Day or horizontal activity", "Joint Action Days"),
    "links": ("link to other plans", "links to other plans"),
    "type": ("type", "types"),
}
_SIGNS = {
    "more": "more than",
    "at_least": "at least",
    "fewer": "fewer than",
    "at_most": "at most",
    "exactly": "exactly",
}


def in_common(conditions: Conditions, query: Query) -> str:
    """Return what actions have in common that meet conditions, with a space in front."""
    parts = [_party(party) for party in conditions.parties]
    parts += [_having(having) for having in conditions.havings]
    if conditions.during:
        only = "only " if conditions.during.only else ""
        negated = conditions.during.negated
        what = "nothing" if negated else "something"
        if "whole_year" in conditions.during.when:
            parts.append(f"{'not ' if negated else ''}with something planned in each quarter")
        else:
            parts.append(f"with {what} planned {only}in {joined(_times(conditions.during.when))}")
    if query.refs_of("goal"):
        parts.append(f"under {joined(query.refs_of('goal'))}")
    return f" {', '.join(parts)}" if parts else ""


def _times(when: tuple[str, ...]) -> list[str]:
    return [half_named(time) or time[:1].upper() + time[1:] for time in when]


def size_words(size: Size) -> str:
    """Return a size in words: "more than 5"."""
    number = f"{size.number:,.0f}" if size.number == int(size.number) else f"{size.number:g}"
    return f"{_SIGNS[size.sign]} {number}"


def _party(party: Party) -> str:
    link = " or " if party.either else " and "
    names = link.join(display_name(code) for code in party.codes)
    if party.kind:
        one, several = NAMES[party.kind]
        article = "an" if one[0] in "aioE" else "a"
        names = f"{size_words(party.size)} {several}" if party.size else f"{article} {one}"
    if party.alone:
        names += " alone"
    words = " or ".join(_ROLES[role].format(names) for role in party.roles)
    have = "have" if len(party.codes) > 1 else "has"
    if not words:
        return f"in which {names} {have} {'no' if party.negated else 'a'} role"
    if not party.negated:
        return words
    if len(party.roles) > 1 and "leader" not in party.roles:
        nouns = " or ".join(_NOUNS[role] for role in party.roles)
        return f"without {names} as {nouns}"
    return f"without {words[5:]}" if words.startswith("with ") else f"not {words}"


def _having(having: Having) -> str:
    name, _, detail = having.name.partition(":")
    if name == "row":
        detail, _, levels = detail.partition(":")
        if levels:
            rated = f"{detail} rated {levels.replace('|', ' or ')}"
            return f"with no {rated}" if having.negated else f"with a {rated}"
        size = f" of {size_words(having.size)}" if having.size else ""
        size = size.replace("fewer", "less")
        return f"without a stated {detail}" if having.negated else f"with a stated {detail}{size}"
    if name == "links" and detail:
        return f"{'not ' if having.negated else ''}linked to “{detail}”"
    if name == "jad" and detail:
        return f"{'without' if having.negated else 'with'} the Joint Action Days “{detail}”"
    if name == "kpi" and detail and not having.size:
        return f"with a KPI for {detail}"
    if name == "kpi" and detail and having.size:
        return f"with a target of {size_words(having.size)} for {detail.replace('|', 'or')}"
    if detail:
        only = " alone" if having.alone else ""
        return f"not of the type {detail}" if having.negated else f"of the type {detail}{only}"
    one, several = _FIELDS[name]
    if having.size and having.size.behind and name == "kpi":
        link = "without" if having.negated else "with"
        return f"{link} a target of {size_words(having.size)}"
    if having.size:
        return f"{'without' if having.negated else 'with'} {size_words(having.size)} {several}"
    article = "an" if one[0] == "a" else "a"
    return f"{'without' if having.negated else 'with'} {article} {one}"
