"""A question in plainer words: asides that say in a roundabout way what one word says."""

import re

from answer.regions import with_members

_ALL = (
    r"(?:all|every|each|alle|tous les|tutti gli|todos los)[ -]?(?:ms|member states?|mitgliedstaaten"
    r"|états membres|stati membri|estados miembros)"
)
_OPEN = (
    rf"['\"“”‘’]?(?:{_ALL}|(?:open|ouvertes?|offen|aperte|abiertas) (?:to|à|für|a) "
    rf"(?:{_ALL}|all|everyone|everybody|tous|alle|tutti|todos))['\"“”‘’]?"
)
# "leave out all-MS ones", "(ignore the ones for all member states)", "leaving aside 'All MS'",
# "aside from actions open to all member states": who is named counts, whoever "All MS" means
_WITHOUT_OPEN = re.compile(
    r"(?:[.?!]\s*(?:i|we|please)\b|[(,;–-])*"
    r"\s*\b(?:ignor\w*|leav\w+ (?:out|aside)|omit\w*|exclud\w*|disregard\w*|skip\w*"
    r"|not counting|(?:don['’]?t|do not) (?:count|need|want|include|list|show)"
    r"|not (?:just|only|merely|simply)? ?(?:through|via|by way of|as part of|by|because of)"
    r"|except|aside from|apart from|other than"
    r"|ohne|außer|sans|hors|senza|salvo|sin|excepto)\b"
    rf"(?:\s+[\w'’-]+){{0,5}}?\s+{_OPEN}(?:\s+(?:ones?|actions?|oas))?\s*[),]*",
    re.IGNORECASE,
)
# "including those open to everybody", "(jede Rolle, auch 'All MS')": as it is anyway
_WITH_OPEN = re.compile(
    r"[(,;–-]*\s*\b(?:including|include(?=\s+(?:the ones|those)\s)|incl\.?(?=\s)|also"
    r"|even|counting|with|and (?:also )?the (?:ones|actions) (?:for|of|open to|that are)"
    r"|also counting|counting also|auch|mitgezählt|einschließlich"
    r"|y compris|en comptant|inclus\w*|incluid\w*|contand[oi]"
    rf"|incluso)(?:\s+[\w'’-]+){{0,3}}?\s+{_OPEN}\s*[),]*",
    re.IGNORECASE,
)
# "(All MS counts)", "(leaders don't count, 'All MS' does)"
_OPEN_COUNTS = re.compile(
    rf"(?P<before>[(,;–-])\s*(?:and )?{_OPEN}\s+(?:also |too |zählt |compte |cuenta |conta )?"
    r"(?:counts?|does|do|includ\w+|incl\.?|too|as well|mit|auch|compris|también|anche|counted)\b"
    r"(?: too| as well| in)?(?P<behind>\s*\)?)",
    re.IGNORECASE,
)
# "whether named or because every member state takes part": as it is anyway
_NAMED_OR_NOT = re.compile(
    r"[,;–-]*\s*\b(?:whether|either|be it) (?:explicitly |expressly |directly |it is )?"
    r"(?:named|by name|mentioned|listed|by (?:its|their) (?:own )?(?:code|name))\b[^?.,]*?\bor\b"
    rf"[^?.,]*?{_ALL}[^?.,]*",
    re.IGNORECASE,
)
# "counting the withheld one", "including those that are redacted": they are counted anyway
_WITH_WITHHELD = re.compile(
    r"[(,;–-]*\s*\b(?:including|counting|also|even|with|auch|y compris|inclus\w*|incluid\w*)\b"
    r"(?:\s+[\w'’-]+){0,5}?\s+(?:withheld|redacted|deleted|blacked[ -]out|secret|hidden"
    r"|not (?:yet )?(?:declassified|public|released|disclosed|visible|readable))"
    r"(?:\s+(?:ones?|actions?|oas?))?\s*[),]*",
    re.IGNORECASE,
)
# "leader", "as a participant": roles that a question counts up, where it means any
_ROLE = (
    r"(?:an? )?(?:action )?(?:co-?\s?)?(?:lead(?:er|ing)?|participa(?:nt|ting)|partner"
    r"|support(?:er|ing)?|contribut(?:or|ing)|member|joining|(?:co-?)?líder|participante|socio"
    r"|(?:co-?)?chef de file|(?:co-?)?responsable|(?:co-?)?pilote|(?:co-?)?capofila|partecipante"
    r"|(?:ko-|co-|mit)?leiter|teilnehmer|partner)(?: (?:actor|country|role|it|them))?"
)
_AS = r"(?:(?:as|in|being|acting as|como|en tant que|comme|soit|come|sia come|als) )?"
# "... is on board - as leader, co-leader or participant": whatever its role
_ROLES_COUNTED_UP = re.compile(
    r"(?P<in>\b(?:appear|involv|on board|figur|featur|turn up|present|part of|has a (?:part|role)"
    r"|tak(?:es?|ing) part|com(?:es?|ing) in\b|intervien|intervengon|aparec|compai|figura|beteiligt"
    r"|participat\w*(?=, )"
    r"|vorkomm|auftauch)[^?]*?\??)[,;–-]*\s*"
    rf"(?:(?:whether|be it|is|sea|soit|sia|sei es|ob) )?{_AS}"
    rf"(?:the )?{_ROLE}(?:(?:, | (?:or|o|u|ou|oder) |, or |/){_AS}(?:the )?{_ROLE}){{1,2}}"
    r"(?=\W*\Z|\s*[,)])",
    re.IGNORECASE,
)
_JOINS = re.compile(r"particip|partecip|partner|support|contrib|member|join|socio|teilnehm", re.I)
# "whatever its role", "in any capacity", "à quelque titre que ce soit", "(jede Rolle"
_ANY_ROLE = re.compile(
    r"[(,;–-]*\s*\b(?:whatever (?:(?:the|its|their) )?(?:role|capacity)(?: may be)?"
    r"|in (?:whatever|any|whichever) (?:role|capacity)"
    r"|no matter (?:the|in which|what|which) role|(?:in )?(?:any|every|each) role"
    r"|(?:across |in |over |counting )?all (?:the )?(?:three )?roles"
    r"(?: together| combined| taken together)?"
    r"|alone or combined|(?:whether )?(?:in the lead|leading|as (?:a |the )?lead(?:er)?) or not"
    r"|(?:whether )?(?:as|in) (?:a |the )?lead(?:er|ing)?,? (?:or|and) (?:in|as)(?: a)?"
    r" (?:support\w*|participa\w*|co-?leader|partner)"
    r"|à quelque titre que ce soit|quel que soit (?:son|leur) rôle|(?:in )?jede[rn]? rolle"
    r"|in (?:qualsiasi|qualunque) ruolo|a qualsiasi titolo"
    r"|en cualquier (?:papel|calidad|función))\b(?:\)|\s*\([^)]*leader[^)]*\))?",
    re.IGNORECASE,
)

_WITH = r"with (?:others|partners|somebody|an?(?:other)? [\w-]+(?: state)?)"
# "led by Frontex (alone or jointly)": it changes nothing
_ALONE_OR_NOT = re.compile(
    r"[(,;–-]*\s*\b(?:alone|solo|solely|singly|by (?:it|them)sel(?:f|ves)|on (?:its|their) own)"
    rf" or (?:(?:jointly|together|shared|in a team)(?: {_WITH})?|{_WITH})\b[,)]?",
    re.IGNORECASE,
)
# "(as far as the leader is disclosed)": nobody can say more
_AS_FAR_AS = re.compile(
    r"[(,;–-]*\s*\b(?:as|so) far as [^(),?]*\b"
    r"(?:known|disclosed|stated|named|public|given|readable|printed|released|visible)\b\s*\)?",
    re.IGNORECASE,
)
# "among those whose budget is disclosed", "leaving aside what is withheld": it cannot be else
_OF_WHAT_IS_TOLD = re.compile(
    r"[(,;–-]*\s*\b(?:among|out of) (?:all |only )?(?:the )?(?:those|ones|actions|oas)"
    r" (?:whose|for which|where|that|which)[^?.,]{0,40}?\b"
    r"(?:disclosed|stated|known|published|public|given|readable|visible"
    r"|not (?:withheld|redacted|deleted|secret))\b\s*\)?"
    r"|[(,;–-]*\s*\b(?:leaving aside|leaving out|ignoring|excluding|disregarding|not counting"
    r"|apart from|except(?: for)?) (?:what|those|the ones|whatever|anything|any)(?: that| which)?"
    r"(?:['’]s| is| are| was| were) (?:withheld|redacted|deleted|secret|blacked out|not disclosed)"
    r"\s*\)?",
    re.IGNORECASE,
)
# "Going by the sheets that can be read, ...": where else
_GOING_BY = re.compile(
    r"^\W*(?:going|judging|to judge|to go) by (?![^,?]*(?:\d|\b(?:plan|oap|measures|paper)\b))"
    r"[^,?]{3,60},\s*",
    re.IGNORECASE,
)
# "Where is Frontex? I want every action, whatever the role.": the same said again
_EVERY_ROLE = re.compile(
    r"(?P<end>[.?!])\s*(?:i (?:want|need)|give me|list|show(?: me)?|please list)"
    r" (?:every|all|each)(?: the)?(?: single)? (?:actions?|oas?|ones?),?"
    r" (?:whatever|in any|any|regardless of)(?: the| its| their)? roles?(?: it has)?[.?!]?\s*\Z",
    re.IGNORECASE,
)
# "Switzerland takes part, Montenegro but not", as other languages have it
_BUT_NOT_BEHIND = re.compile(
    r"\b(?P<one>[A-ZÀ-Þ][\w-]+)(?P<verb>(?: [a-z]\w+)*), (?P<other>[A-ZÀ-Þ][\w-]+)"
    r"(?P<last>(?: [a-z]\w+)*?),? but not(?=\s*\W*\Z)"
)
# "If one isn't disclosed, tell me which.": it is told anyway
_IF_WITHHELD = re.compile(
    r"(?<=[.?!])\s*if (?:one|any|some|it|that|a \w+)(?: of them)?(?:['’]s| is| are|n['’]t| isn['’]t"
    r"| aren['’]t)(?: not)? (?:disclosed|withheld|redacted|known|named|deleted|public|secret|given)"
    r",? (?:please )?(?:tell|say|name|note|flag|mention|indicate)[^.?!]{0,25}[.?!]?\s*\Z",
    re.IGNORECASE,
)
# "the numbered measures": all are
_NUMBERED = re.compile(
    r"\bnumbered (?=(?:operational )?(?:measures?|actions?|oas?|goals?)\b)", re.I
)
# "sum up the targets": elsewhere a summary is wanted
_ADDED_UP = re.compile(
    r"\bsum up(?=(?: (?:all|the|their|its|of|stated|those|these))*(?: [\w-]+){0,2}?"
    r" (?:targets?|kpis?|figures?|numbers?|budgets?|amounts?|totals?|grants?|costs?|sums)\b)",
    re.IGNORECASE,
)
_SUMMED_UP = re.compile(r"\bsum(?:ming)? up\b", re.IGNORECASE)
# "what sum in euro is earmarked for ...": money, nothing that is to be added up
_SUM_OF_MONEY = re.compile(
    r"\b(?:what|which) (?:sum|amount)(?: of money\b|,? (?:in |of )?(?:euros?|eur)\b"
    r"|(?= (?:is|was|are|were|has been|will be) (?:earmarked|reserved|set aside|requested|allocated"
    r"|granted|awarded|committed|applied for|spent|paid)\b))",
    re.IGNORECASE,
)
# "how many million euros does it cost"
_SO_MANY_EUROS = re.compile(
    r"\bhow many (?:thousands?|millions?|billions?)? ?(?:of )?(?:euros?|eur)\b", re.IGNORECASE
)
# "how many ... in both plans": in the two of them, one after the other
_HOW_MANY_IN_BOTH = re.compile(
    r"(?P<count>\bhow many\b[^?.,;:]*?\b(?:in|of|by|under)) both(?: of)?(?: the)?"
    r"(?= (?:20\d\d )?(?:[a-z]+ )?(?:plans|oaps)\b)",
    re.IGNORECASE,
)
# "led by an agency rather than by a Member State", "co-led (not led) by": says it twice
_CONTRAST = re.compile(
    r",?\s*\b(?:rather than|instead of) (?:by )?(?:an? )?(?:EU )?"
    r"(?:member states?|countr(?:y|ies)|agenc(?:y|ies)|states?)\b"
    r"|\s*(?:\(|,|\s[–-])\s*(?:and )?not (?:by )?(?:an? |any )?(?:EU )?"
    r"(?:member states?|countr(?:y|ies)|agenc(?:y|ies)|states?)\s*(?:\)|,|\s[–-]|(?=[?.]?\s*\Z))"
    r"|(?<=\bco-led)\s*[(,–-]\s*not led\b\s*[),–-]?",
    re.IGNORECASE,
)
# "mesures": a slip, or another language's word that was left
_MEASURES = re.compile(r"\bmesure(s?)\b", re.IGNORECASE)
# ", ?", " ?": what is left in front of the end
_LOOSE = re.compile(r"(?:\s*,)*\s*([?.!]|$)")
# "Are there actions on X, and which?": what is there is named anyway
_AND_WHICH = re.compile(
    r"\s*(?:[,;:?–-]\s*|\()?(?:and if so,? |and |if so,? |if any,? |if yes,? "
    r"|(?<=[?,;:–(-])\s?|(?<=[?,;:–-]\s))"
    r"(?:which|what|who)(?: (?:one\(s\)|ones?))?(?: are (?:they|those))?\s*\?*\)?\s*\Z",
    re.IGNORECASE,
)
# "w/o", "w/": a slash that other languages would read as words
_SHORT = {
    re.compile(r"\bw/o(?:ut)?\b", re.IGNORECASE): "without",
    re.compile(r"\bw/\s?", re.IGNORECASE): "with ",
    re.compile(r"\bcan['’]?t\b", re.IGNORECASE): "cannot",
    re.compile(r"\bb/w\b", re.IGNORECASE): "between",
    re.compile(r"(?<=\w) \+ (?=[A-Za-z])"): " and ",
    re.compile(r"\bhigh[- ]value (?:targets|individuals)\b", re.IGNORECASE): "HVTs",
    re.compile(r"\bhigh[- ]value (?:target|individual)\b", re.IGNORECASE): "HVT",
    re.compile(r"\b[Oo]ps\b(?! [A-Z])"): "operations",
    re.compile(r"\b[Oo]p\b(?! [A-Z])"): "operation",
    # how the answer is to be set out
    re.compile(
        r"(?<=[.?!,;:])\s*(?:please |pls )?(?:list|give|show|state|just|only|with)"
        r"(?: me| the| their)?"
        r" (?:leaders?|refs?|numbers?|titles?|names?)(?: ?(?:[+&/,]|and) ?"
        r"(?:leaders?|refs?|numbers?|titles?|names?))+\s*[.?!]?$",
        re.IGNORECASE,
    ): "",
    re.compile(r"\bnon ?EU\b|\bnoneu\b"): "non-EU",
    re.compile(r"\bbzw\.", re.IGNORECASE): "oder",
    re.compile(r"\bz\.\s?B\.", re.IGNORECASE): "zum Beispiel",
    re.compile(r"\bd\.\s?h\.", re.IGNORECASE): "das heißt",
    re.compile(r"\bp\.\s?ex\.", re.IGNORECASE): "par exemple",
    re.compile(r"\b(?:i\.\s?e\.|e\.\s?g\.|viz\.|resp\.),?", re.IGNORECASE): ",",
}
# "For a paper on policing: ...", "... for my planning sheet": why somebody asks
_PAPERS = (
    r"(?:paper|report|article|thesis|briefing|brief|story|presentation|(?:planning |tasking )?sheet"
    r"|note|study|piece|speech|slides?|meeting|file|records?)"
)
_FOR_IT = rf"for (?:an?|my|our|the) (?:[\w-]+ ){{0,3}}?{_PAPERS}\b"
_WHY = re.compile(
    r"^\s*(?:(?:an?|the) )?(?:[\w-]+ ){1,4}(?:here|speaking)\s*[:,.]\s*"
    rf"|^\s*{_FOR_IT}[^:,?]{{0,40}}[:,]\s*"
    r"|^\s*(?:[\w-]+ ){0,2}question\s*[:–]\s+"
    r"|^\s*(?![^:]*\b(?:20\d\d|plans?|oaps?|measures|actions?|goals?)\b)"
    r"(?:i|we)(?:['’]m| am|['’]re| are) (?:now |currently |just )?(?:preparing|writing"
    r"|planning|working on|drafting|putting together|looking into|researching|going to|off to"
    r"|about to|on (?:my|our) way)\b[^:?.]{0,70}[:–]\s+"
    rf"|[.?!,]?\s*(?<=[.?!,]\s){_FOR_IT}[^:,?]{{0,20}}[.?!]?\s*\Z",
    re.IGNORECASE,
)
# "How many actions does it say it ended up with?": how many it has
_ENDING_UP = re.compile(
    r"\b(?:says? (?:that )?(?:it|they) )?(?:end(?:ed|s)? up (?:with|having|containing))\b",
    re.IGNORECASE,
)
# "leaving leaders and co-leaders aside, ...": what is asked for says it anyway
_ASIDE = re.compile(
    r"^\s*(?:leaving|setting|putting|ignoring|disregarding|not counting|without counting|apart from"
    r"|aside from)(?: aside)?(?: out)? (?:the )?(?:co-?)?(?:leads?|leaders?(?:ship)?)(?: roles?)?"
    r"(?:,? (?:and|or) (?:the )?(?:co-?)?(?:leads?"
    r"|leaders?(?:ship)?))?(?: roles?)?(?: aside)?\s*,\s*",
    re.IGNORECASE,
)
# "(leaders don't count)", "(not as leader)": the role that is asked for says it
_NO_LEADERS = re.compile(
    r"\s*\(\s*(?:(?:the |as )?(?:co-?)?lead(?:er|ers|ing)?(?: roles?| ones)?"
    r" (?:do(?:es)?n['’]?t|do(?:es)? not) count"
    r"|not (?:as )?(?:the |a )?(?:co-?)?lead(?:er|ers|ing)?)\s*\)",
    re.IGNORECASE,
)
# "(joint leaders count too)": who leads with others leads as well
_JOINTLY = re.compile(
    r"\s*\(\s*(?:counting |including |incl\.? |also )?(?:the )?(?:joint|shared)(?:ly)?"
    r" (?:lead\w*|led)(?: (?:ones?|actions?))?(?: (?:do |also )?(?:counts?|included|too|as well))*"
    r"\s*\)",
    re.IGNORECASE,
)
# "the UK aside", "leaving the UK aside"
_NAME_ASIDE = re.compile(r",?\s*\b(?:leaving |putting |setting )?(?:the )?([A-Z][A-Za-z]+) aside\b")
# "is one of the co-leaders": is a co-leader, one or not the only one
_ONE_OF = re.compile(
    r"\b(?:(?:just |only )?one of (?:the|its|several|many|a few|two|three|multiple|those)"
    r"|among (?:the|its)|l'un[e]? des|uno de los|una de las|uno dei|una delle|einer der|eine der)"
    r"(?= (?:co-?\s?|action |joint )?(?:leaders?|leads?|participants?|co-?leaders?|leiter|partner"
    r"|líderes|colíderes|chefs|cochefs|capofila|cocapofila|teilnehmer|participantes|partecipanti))",
    re.IGNORECASE,
)
# "MS OAP 2022", "the 2022 MS plan", "(2022, MS)": the plan on migrant smuggling, no member state
_MS_PLAN = re.compile(
    r"(?<!\b(?i:all) )(?<!\b(?i:each) )(?<!\b(?i:many) )(?<!\b(?i:other) )(?<!\b(?i:every) )"
    r"(?:(?<!\b(?i:which) )\b[Mm][Ss](?=[\s-]+(?:oap|OAP|plan\b|20\d\d)|\s?['’]22\b)"
    r"|\b[Mm][Ss](?=\s+20\d\d\s+(?:oas?|OAs?|actions?|plan)\b)"
    r"|(?<=\b20\d\d )[Mm][Ss]\b(?!\s+(?:take|lead|join|participat|co-?lead|are|have|that|which))"
    r"|(?<=\b20\d\d, )[Mm][Ss]\b|(?<=\b[oO][aA][pP] )(?:on )?[Mm][Ss]\b)"
)
# "MAOC-N = ?", "JAD: ?"
_EQUALS = re.compile(r"^\W*([A-Za-z][\w()/ -]{1,20}?)\s*[=:]\s*\?+\s*$")

# "in plain words", "no jargon please": how it is to be said
_STYLE = re.compile(
    r"[,;–-]?\s*\b(?:in (?:very )?"
    r"(?:plain|simple|lay|layman'?s|easy|everyday|non-?technical|ordinary)"
    r"(?: (?:words?|terms?|language|english|speak))?"
    r"|(?:with )?(?:no|without|avoid(?:ing)?) (?:any )?jargon"
    r"|for (?:a|the) lay(?:man|person|people)"
    r"|(?:mit|in) einfachen worten|en (?:mots|termes) simples|in parole semplici"
    r"|(?:con|en) palabras sencillas)\b(?: (?:please|pls|bitte|svp))?",
    re.IGNORECASE,
)

# "over 60k"
_THOUSANDS = re.compile(r"\b([1-9]\d{0,3})\s?[kK](?= ?(?:eur|euros?|€)?(?:[\s?.,!)]|$))")


def spelt_out(question: str) -> str:
    """Return a question with its shorthand written out: "w/o" is "without"."""
    for short, words in _SHORT.items():
        question = short.sub(words, question)
    question = _MS_PLAN.sub("migrant smuggling", question)
    return _EQUALS.sub(r"What does \1 stand for?", question)


def roles_together(message: str) -> str:
    """Return a message with roles that it counts up, in its next sentence even, in one word."""
    message = _EVERY_ROLE.sub(r" in any role\g<end>", _IF_WITHHELD.sub("", message))
    message = _WITH_OPEN.sub(" ", _WITHOUT_OPEN.sub(" by name ", message))
    return _ROLES_COUNTED_UP.sub(_in_any_role, message)


def _in_any_role(match: re.Match[str]) -> str:
    """Return roles that are counted up as any; "leader or co-leader" alone are those two."""
    told = match.group()[len(match["in"]) :]
    return f"{match['in'].rstrip('?')} in any role" if _JOINS.search(told) else match.group()


def _closed(match: re.Match[str]) -> str:
    """Return what is left of a bracket of which something was taken out."""
    opened, shut = match["before"] == "(", match["behind"].strip() == ")"
    return " " if opened == shut else match["before"] if opened else ")"


def plainly(question: str) -> str:
    """Return a question with such asides in one word, or without those that change nothing."""
    question = with_members(_ENDING_UP.sub("have", question))
    question = _NAME_ASIDE.sub(r" apart from \1", question)
    question = _MEASURES.sub(r"measure\1", _ALONE_OR_NOT.sub("", question))
    question = _CONTRAST.sub("", question)
    question = _BUT_NOT_BEHIND.sub(r"\g<one>\g<verb>\g<last> but not \g<other>", question)
    question = _SUMMED_UP.sub("summarise", _ADDED_UP.sub("add up", _NUMBERED.sub("", question)))
    question = _SUM_OF_MONEY.sub("how much money", _SO_MANY_EUROS.sub("how much money", question))
    question = _HOW_MANY_IN_BOTH.sub(r"\g<count> the two", question)
    question = _THOUSANDS.sub(r"\g<1>000", question)
    question = _STYLE.sub("", question) or question
    words = _NAMED_OR_NOT.sub("", _ASIDE.sub("", _WHY.sub("", question)))
    words = _WITHOUT_OPEN.sub(" by name ", words)
    words = _OF_WHAT_IS_TOLD.sub("", _GOING_BY.sub("", words))
    words = _OPEN_COUNTS.sub(_closed, _AS_FAR_AS.sub("", words))
    words = _WITH_WITHHELD.sub(" ", _ONE_OF.sub("a", words))
    words = _JOINTLY.sub("", _NO_LEADERS.sub("", roles_together(words)))
    words = _AND_WHICH.sub("?", _ANY_ROLE.sub(" in any role ", words))
    return (
        question
        if words == question
        else _LOOSE.sub(r"\1", " ".join(words.split()).replace(" ,", ","))
    )
