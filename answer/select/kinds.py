"""Which actors are of a kind: member states, countries outside the EU, agencies, organisations."""

from answer.select.grammar import grammar
from ingest.actors import actor, is_member_state, member_states
from ingest.model import ActorValue

_COUNTRIES = ("member_state", "third_country")
NAMES = {
    "member_state": ("Member State", "Member States"),
    "country": ("country", "countries"),
    "third_country": ("non-EU country", "non-EU countries"),
    "agency": ("agency", "agencies"),
    "eu_body": ("EU body", "EU bodies"),
    "organisation": ("international organisation", "international organisations"),
    "actor": ("actor", "actors"),
    "": ("actor", "actors"),
}
"""What one and what several of a kind are called."""


def is_kind(code: str, kind: str, year: int | None) -> bool:
    """Tell whether an actor is of a kind; any actor is of no kind in particular."""
    known = actor(code)
    sort = known.kind if known else "group"
    if kind in ("", "actor"):
        return True
    if kind == "organisation":
        return code in grammar().international
    if kind in ("agency", "eu_body"):
        return sort == "agency" or (kind == "eu_body" and code in grammar().eu_bodies)
    if sort == "group":
        return kind in ("member_state", "country")
    member = sort in _COUNTRIES and is_member_state(code, year or 0)
    return {
        "member_state": member,
        "third_country": sort in _COUNTRIES and not member,
        "country": sort in _COUNTRIES,
    }[kind]


def of_kind(values: tuple[ActorValue, ...], kind: str, year: int | None) -> list[ActorValue]:
    """Return the actors of a kind among the values of a field, each once."""
    found = {v.code: v for v in values if v.code and is_kind(v.code, kind, year)}
    return list(found.values())


def how_many(values: tuple[ActorValue, ...], kind: str, year: int | None) -> int:
    """Return how many actors of a kind a field names, "All MS" as all of them."""
    codes = {value.code for value in of_kind(values, kind, year) if value.code}
    if "ALL_MS" in codes:
        codes = codes - {"ALL_MS"} | set(member_states(year or 0))
    return len(codes)
