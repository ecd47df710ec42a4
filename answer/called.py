"""What the forms of plans call an action: "activities", where they have no steps of that name."""

import re
from collections.abc import Sequence

from answer.gather import sheets
from answer.library import Library

# "all activities", "activity 3.4", but not "the activity planning table"
_ACTIVITIES = re.compile(r"\b(activit(?:y|ies))\b(?! (?:planning|table|documentation)\b)", re.I)


def with_actions_called(question: str, documents: Sequence[str], library: Library) -> str:
    """Return a question with "actions" for "activities" where those are the plans' actions.

    `documents` are those that it names: in none of them has an action any steps of its own.
    """
    if not _ACTIVITIES.search(question):
        return question
    own = [action for key in documents for action in sheets(library.documents[key])]
    if not own or any(action.activities for action in own):
        return question
    return _ACTIVITIES.sub(
        lambda m: "action" if m[1].lower() == "activity" else "actions", question
    )
