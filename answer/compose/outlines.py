"""A plan, a goal, an action or a measure in brief: what a summary is put together from."""

from dataclasses import replace

from answer.compose.covers import compose_meta, cover_evidence
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import sheets, withheld_rest
from answer.library import Library
from answer.phrasing import (
    action_label,
    actor_names,
    counted,
    field_evidence,
    first_sentences,
    goal_evidence,
    joined,
    led_by,
    plan_name,
    shortened,
    telling_sentences,
    title_evidence,
)
from answer.query import Query, Scope
from ingest.forms.labels import field_opening
from ingest.model import Action, Chapter, Document, Field, Goal, Measure, Value

_MAX_ACTIVITIES = 8
_MAX_BRIEF = 3
_AIM_CHARS = 800
"""How much of what an action or a measure is for is told: four or five sentences."""
_WHOLE_AIM_CHARS = 1200
"""How much is told where nothing but one action is."""
_ACTIVITY_CHARS = 180
_EXACT = (Field.SUMMARY, Field.KPI, Field.TARGET)
"""Fields whose values are cited one by one; of the others, the whole row is."""


def write_document(draft: Draft, library: Library, document: Document) -> None:
    """Add a plan or paper in brief: what it is for, who drives it, its goals or measures."""
    cover = Query("", "meta", scope=Scope(documents=(document.id,)))
    for aspect in ("priority", "driver", "marking"):
        stated = compose_meta(replace(cover, aspect=aspect), library)
        draft.parts += stated.statements if stated else []
    total = document.heading.total_actions
    if total and not sheets(document):
        draft.claim(
            f"It says that it has {total.value} operational actions.",
            [cover_evidence(document, total, "total")],
        )
    for goal in document.goals:
        _write_goal_line(draft, document, goal)
    for chapter in document.chapters:
        _write_chapter_line(draft, document, chapter)
    notice = withheld_rest(document)
    if notice:
        draft.claim(
            f"The rest is withheld: “{notice.quote(library.text(document.id))}”.",
            [evidence_at(document.id, notice.ref, notice)],
        )


def _write_goal_line(draft: Draft, document: Document, goal: Goal) -> None:
    refs = [action.ref for action in goal.actions if not action.withheld]
    size = f" — {counted(len(refs), 'action')}: {refs[0]}" if refs else ""
    size += f" to {refs[-1]}" if refs[1:] else ""
    draft.claim(
        f"**{goal.ref}** {goal.title.value}{size}",
        [goal_evidence(document, goal)],
        lead="- ",
        computed=[len(refs), *refs],
    )


def _write_chapter_line(draft: Draft, document: Document, chapter: Chapter) -> None:
    own = [measure for measure in document.measures if measure.chapter == chapter.ref]
    titles = "; ".join(f"{measure.ref}: {measure.title.value}" for measure in own)
    cited = [evidence_at(document.id, chapter.ref, chapter.title, "title")]
    cited += [evidence_at(document.id, measure.ref, measure.title, "title") for measure in own]
    draft.claim(f"**{chapter.ref}** {chapter.title.value} — {titles}", cited, lead="- ")


def write_goal(draft: Draft, library: Library, document: Document, goal: Goal) -> None:
    """Add a goal: its objective, then each action with its leader, aim and main targets."""
    name = f"{goal.ref} of the {plan_name(document)}"
    draft.claim(f"**{name}: {goal.title.value.rstrip('.')}**", [goal_evidence(document, goal)])
    objective = goal.objective
    if objective and objective.value != goal.title.value:
        inside = goal.start <= objective.start < goal.end
        ref = goal.ref if inside else goal.wording_ref or goal.ref
        cited = evidence_at(document.id, ref, objective, "objective")
        draft.claim(f"Objective: {objective.value}", [cited])
    own = [action for action in goal.actions if not action.withheld]
    for action in own:
        write_brief(draft, document, action)
    notice = withheld_rest(document)
    if not own and notice:
        named = [action.ref for action in goal.actions]
        actions = f" (the text names {joined(named)})" if named else ""
        quote = notice.quote(library.text(document.id))
        draft.claim(
            f"Its action sheets are withheld{actions}: “{quote}”.",
            [evidence_at(document.id, notice.ref, notice)],
            computed=named,
        )


def write_brief(draft: Draft, document: Document, action: Action) -> None:
    """Add one action in a line or two: title, leader, aim, targets."""
    title = shortened(action.title.value, 160)
    text = f"**{action.ref}** {title}{led_by(action)}"
    evidence = [title_evidence(document, action), *field_evidence(document, action, Field.LEADER)]
    if action.co_leaders:
        text += f", co-leader {actor_names(action.co_leaders)}"
        evidence += field_evidence(document, action, Field.CO_LEADER)
    draft.claim(f"{text}.", evidence, lead="- ")
    field = Field.SUMMARY if action.summary else Field.TARGET
    for value in action.values(field)[:1]:
        aim = first_sentences(_after_title(value.value, action), 260)
        if aim.rstrip(".") == action.title.value.rstrip("."):
            _write_activities(draft, document, action, _MAX_BRIEF)
        elif aim:
            cited = evidence_at(document.id, action.ref, value, field.value)
            draft.claim(f"Aim: {aim}", [cited], lead="  - ")
    kpis = ([kpi for kpi in action.kpis if kpi.targets] or list(action.kpis))[:3]
    if kpis:
        words = "; ".join(kpi.value.rstrip(".") for kpi in kpis)
        label = "Targets" if kpis[0].targets else "KPIs"
        cited_kpis = [evidence_at(document.id, action.ref, kpi, "kpi") for kpi in kpis]
        draft.claim(f"{label}: {words}.", cited_kpis, lead="  - ")


def _after_title(words: str, action: Action) -> str:
    """Return a summary without the title that it may open with."""
    title = action.title.value.rstrip(".")
    rest = words[len(title) :].lstrip(" .:") if words.startswith(title) else words
    return rest or words


def write_action(draft: Draft, document: Document, action: Action, *, alone: bool = False) -> None:
    """Add all that matters of one action, field by field; more of its aim where it is `alone`."""
    most = _WHOLE_AIM_CHARS if alone else _AIM_CHARS
    draft.claim(
        f"**{action_label(action)}**, {plan_name(document)}, {action.goal}.",
        [title_evidence(document, action)],
        computed=[action.goal],
    )
    for label, field, words in (
        ("Leader", Field.LEADER, actor_names(action.leaders)),
        ("Co-leader", Field.CO_LEADER, actor_names(action.co_leaders)),
        ("Participants", Field.PARTICIPANTS, actor_names(action.participants)),
        ("Aim", Field.SUMMARY, telling_sentences(_listed(action.summary, " "), most)),
        ("Target", Field.TARGET, _listed(action.targets, " ")),
        ("KPIs", Field.KPI, "; ".join(kpi.value.rstrip(".") for kpi in action.kpis)),
        ("Timing", Field.TIMING, _listed(action.timing, " ")),
        ("Linked plans", Field.LINKS, _listed(action.links, "; ")),
        ("Joint Action Days", Field.JAD, _listed(action.jads, "; ")),
    ):
        if words:
            draft.claim(f"{label}: {words}", _field_cited(document, action, field), lead="- ")
    if action.activities:
        draft.say("- Activities:")
    _write_activities(draft, document, action, _MAX_ACTIVITIES)


def _write_activities(draft: Draft, document: Document, action: Action, most: int) -> None:
    """Add the first activities of an action with their timings."""
    for activity in action.activities[:most]:
        end = activity.timing_end or activity.end
        cited = Evidence(document.id, action.ref, Field.ACTIVITY.value, activity.start, end)
        timing = f" — {activity.timing}" if activity.timing else ""
        text = first_sentences(activity.value, _ACTIVITY_CHARS).rstrip(".")
        draft.claim(f"{text}{timing}", [cited], lead="  - ")


def _listed(values: tuple[Value, ...], separator: str) -> str:
    return separator.join(value.value for value in values)


def _field_cited(document: Document, action: Action, field: Field) -> list[Evidence]:
    if field in _EXACT:
        values = action.values(field)
        return [evidence_at(document.id, action.ref, value, field.value) for value in values]
    return list(field_evidence(document, action, field))


_FEW_PARAGRAPHS, _MOST_PARAGRAPHS = 1, 3
"""How much of its annex a measure is told by, where it has a summary of its own and where not."""


def write_measure(
    draft: Draft, document: Document, measure: Measure, *, brief: bool = False
) -> None:
    """Add a measure: its title and chapter, then its summary bullets."""
    draft.claim(
        f"**{measure.ref}: {measure.title.value}** ({plan_name(document)}, {measure.chapter})",
        [evidence_at(document.id, measure.ref, measure.title, "title")],
        computed=[measure.chapter],
    )
    for bullet in measure.summary[: 2 if brief else None]:
        cited = evidence_at(document.id, measure.ref, bullet, "summary")
        draft.claim(bullet.value, [cited], lead="- ")
    running = [p for p in measure.annex if field_opening(p.value) is None]
    most = _FEW_PARAGRAPHS if measure.summary else _MOST_PARAGRAPHS
    labelled = [p for p in measure.annex if p not in running]
    for paragraph in (*running[:most], *labelled) if not brief else ():
        words = first_sentences(paragraph.value, _AIM_CHARS)
        cited = evidence_at(document.id, measure.ref, paragraph, "annex")
        draft.claim(words, [cited], lead="- ")
