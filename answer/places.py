"""Countries that are places and not actors: "from Turkey to Greece", "the Libyan coast"."""

import re
from collections.abc import Sequence

from answer.query import Mention
from ingest.actors import actor

# "out of Russia", "through the Balkans and Serbia"; not "apart from", not "officers from"
_FROM = re.compile(
    r"(?<!apart )(?<!aside )(?<!differ )(?<!different )(?<!anyone )(?<!someone )(?<!participants )"
    r"(?<!guidate )(?<!guidata )(?<!dirette )(?<!diretta )(?<!condotte )(?<!gestite )"
    r"(?<!partners )(?<!officers )(?<!experts )(?<!police )(?<!authorities )"
    r"\b(?:from|through|via|towards?|into|across|off|out of|between|near|coasts? of|"
    r"borders? (?:of|with)|aus|über|depuis|"
    r"vers|desde|hacia|attraverso|dalla|dal|dai|dall['’])\s*(?:the\s+|la\s+|el\s+|der\s+"
    r"|den\s+|dem\s+|l['’])?$",
    re.IGNORECASE,
)
# "... to Greece", "... , Belarus", "... and further on to Italy", behind a place
_ON = re.compile(
    r"^(?:'s|’s)?\s*(?:[,/-]|and|or|und|oder|et|ou|y|o|e|\s|to|towards?|into|nach|vers|a|alla"
    r"|verso|à|la|l['’]|die|hacia|further|on|the|via|through"
    r"|from)+\s*$",
    re.IGNORECASE,
)
# "the Turkish border", "Vietnamese nationals"
_BESIDE = re.compile(
    r"^(?:'s|’s)?[\s-]+(?:(?:land|sea|air|external|internal)\s+)?(?:routes?"
    r"|borders?(?! (?:guards?|police|force|service|authorit))|coasts?(?! guard)"
    r"|nationals?|citizens?|waters|"
    r"migrants?(?! smuggling)|gangs?|networks?|ocgs?|criminals?|mafias?|smugglers?"
    r"|traffickers?|victims?|"
    r"minors?|children|(?:organi[sz]ed )?crime|(?:criminal|crime|smuggling"
    r"|trafficking) (?:groups?|networks?|rings?)|"
    r"nationality|crisis|corridor|section|ports?|airports?|shores?)\b",
    re.IGNORECASE,
)
# "the French-led actions"
_LED = re.compile(
    r"^(?:(?:\s*,|\s+and|\s+or|\s*&|\s*/)\s*[\w-]+?)*[-–\s]+(?:co-?)?(?:led|run|headed"
    r"|leadership|lead|leads)\b",
    re.IGNORECASE,
)
# "de la Turquie vers la Grèce": from one to the other
_TOWARDS = re.compile(
    r"^\s+(?:vers|nach|alla|verso|hacia|towards?|into)(?:\s+(?:la|die|the|l['’]))?\s*$",
    re.IGNORECASE,
)
# "Greek-Turkish border", "Turkey-Greece": the first of two
_HYPHEN = re.compile(r"^[-–]$")


# "out of Spain, Italy and Malta", "between France and Germany"
_OUT_OF = re.compile(
    r"\b(?:out of|between|of|from among)\s+(?:the\s+)?(?:\w+ ?(?:,|and|or)\s+)*$", re.IGNORECASE
)
# "who joins most", "which country leads more"
_WHO_MOST = re.compile(
    r"\b(?:who|which|whose)\b.*\b(?:most|more|fewest|fewer|least|less|largest|highest|greatest|"
    r"biggest|smallest|lowest|often|first|ahead|ranking|rank)\b"
    r"|\b(?:most|more|fewest|fewer|least|ranking|rank)\b.*\b(?:who|which)\b",
    re.IGNORECASE | re.DOTALL,
)


def places_named(question: str, actors: Sequence[Mention]) -> frozenset[int]:
    """Return where the actors begin that a question names as places, by the words beside them."""
    found: set[int] = set()
    rivals = bool(_WHO_MOST.search(question))
    for at, mention in enumerate(actors):
        if not _is_country(mention.value):
            continue
        before, behind = question[: mention.start], question[mention.end :]
        last = actors[at - 1] if at else None
        goes_on = (
            last is not None
            and last.start in found
            and _ON.match(question[last.end : mention.start])
        )
        between = question[last.end : mention.start] if last else ""
        joined = bool(_HYPHEN.match(between) or _TOWARDS.match(between))
        if _LED.match(behind) or (rivals and _OUT_OF.search(before)):
            continue
        if joined or _FROM.search(before) or goes_on or _BESIDE.match(behind):
            found.add(mention.start)
            if last and joined:
                found.add(last.start)
    return frozenset(found)


def _is_country(code: str) -> bool:
    known = actor(code)
    return known is not None and known.kind in ("member_state", "third_country")
