"""File names become ids: the same name the same id, in every run, and other names other ids."""

import re
import unicodedata
from hashlib import sha256

_MAX_CHARS = 200
_DIGEST_CHARS = 8
# The alphabets of the Union that are not Latin, and the letters of others that have no accent to
# lose, each with its usual Latin spelling (Bulgarian: the law of 2009; Greek: ELOT 743).
_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфъь", "abvgdeziyklmnoprstufay", strict=True)),
        **{"ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"},
        **{"ы": "y", "э": "e", "ё": "yo", "і": "i", "ї": "yi", "є": "ye", "ґ": "g"},
        **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
        **{"θ": "th", "χ": "ch", "ψ": "ps"},
        **{"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"},
        **{"ħ": "h", "ı": "i", "ŋ": "n"},
    }
)


def slug(stem: str) -> str:
    """Return the id for a file's stem: lower-case ASCII words with hyphens, 1 to 200 characters.

    Where letters have no Latin spelling here, a digest of the stem keeps the id apart from others.
    """
    marked = unicodedata.normalize("NFKD", _composed(stem).lower().translate(_LATIN))
    bare = "".join(letter for letter in marked if not unicodedata.combining(letter))
    plain = bare.translate(_LATIN)  # again for those that had an accent
    ascii_only = plain.encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if words and all(letter.isascii() for letter in plain if letter.isalnum()):
        return words[:_MAX_CHARS].rstrip("-")
    if not any(letter.isalnum() for letter in plain):
        return "document"
    digest = sha256(_composed(stem).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_CHARS]
    return f"{(words or 'document')[: _MAX_CHARS - _DIGEST_CHARS - 1].rstrip('-')}-{digest}"


def _composed(stem: str) -> str:
    """Return a name as every system writes it: some write accents by themselves."""
    return unicodedata.normalize("NFC", stem)
