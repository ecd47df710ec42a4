"""Shapes of words by which questions speak of actions and of numbers."""

import re

# "actions", "OAs", "Aktionen": several of them
ACTIONS = re.compile(r"\b(?:actions|oas|aktionen|azioni|acciones)\b", re.IGNORECASE)


# "which actions", "in which of the OAs", "list all 2012 actions": what is asked for is actions
WHICH_ACTIONS = re.compile(
    r"(?:^|[:;,–-])\W*(?:(?:in|to|for|of|at|under|please|and)\s+)*(?:which|what|list|show|give"
    r"|name|enumerate|find)"
    r"\b(?:\s+(?!leads?\b|has\b|does\b)[\w'-]+){0,4}?\s+(?:actions|oas)\b",
    re.IGNORECASE,
)
# "the action on ...", "the Polish-led operation", "sham weddings operation: ...": one of them
THE_ACTION = re.compile(
    r"(?:\b(?:the|this|that|an?)\s+(?:[\w@-]+\s+){0,4}?"
    r"|(?:^|[,:;]\s)\W*(?!(?:which|what|any|every|each|no|some|how|list|show|give|name|is|are|do|does"
    r"|count|number|who|when|why|where|operational|joint)\b)(?:[\w@'’-]+\s+){1,5}?)"
    r"(?:action|operation|project|workshop|task force|initiative)\b"
    r"(?!\s+(?:days?|plan|leader))",
    re.IGNORECASE,
)
# "what must a leader of an action do who ...": of any of them, not of those who lead
ANY_LEADER = re.compile(
    r"\ban? (?:co-?)?(?:action )?(?:co-?)?leader\b(?:(?! of)| of an? (?:operational )?action\b)",
    re.IGNORECASE,
)
# "number of", "how many", "total": some number is wanted
ANY_NUMBER = re.compile(
    r"\b(?:number|how (?:many|often)|count|total|combien|nombre|anzahl|wie ?(?:viele|oft)|quant[ei]"
    r"|numero|número|cuánt[ao]s)\b",
    re.IGNORECASE,
)
# "Poland's action", "the Greek-led operation", but not "the actions", "the action plan"
ONE_ACTION = re.compile(
    r"\b(?:action|operation|project|workshop|task force)\b(?! (?:plan|days?|leader)s?\b)",
    re.IGNORECASE,
)
# "an action", "any training on ...", "which operations": what sheets plan
PLANNED = re.compile(
    r"\b(?:actions?|oas?|operations?|projects?|workshops?|trainings?|courses?|seminars?"
    r"|task forces?)\b(?! (?:plan|days?|leader)s?\b)",
    re.IGNORECASE,
)
# "the most actions", "most often", "the largest number of actions"
MOST_OF_THEM = re.compile(
    r"\b(?:most|fewest|least) (?:often|frequently"
    r"|(?:of (?:the )?)?(?:operational )?(?:actions|oas))\b"
    r"|\b(?:largest|highest|greatest|biggest|smallest|lowest) number of "
    r"(?:operational )?(?:actions|oas)\b"
    r"|\b(?:co-?)?leads? (?:the )?(?:most|fewest)\b",
    re.IGNORECASE,
)
