"""Summaries: of a plan, a goal, an action, a measure, a section, of an actor's part in a plan."""

from answer.claims import Status
from answer.compose.fields import compose_field
from answer.compose.running import find_block, write_block
from answer.compose.terms import compose_meta
from answer.draft import Draft, evidence_at
from answer.gather import find_targets, goals_of, measures_of, sections_of, sheets, withheld_rest
from answer.library import Library
from answer.phrasing import (
    action_label,
    actor_names,
    counted,
    field_evidence,
    first_sentences,
    goal_evidence,
    joined,
    plan_name,
    shortened,
    title_evidence,
)
from answer.query import Query
from dataclasses import replace
from ingest.actors import display_name
from ingest.facts import covers_all_members
from ingest.model import Action, Document, Field, Goal, Measure


def compose_summary(query: Query, library: Library) -> Draft | None:
    """Summarise what the query names; None when it names nothing that can be summarised."""
    draft = Draft()
    for document, goal in goals_of(query, library):
        write_goal(draft, library, document, goal)
    chapters = query.refs_of("chapter")
    for document, measure in measures_of(query, library):
        write_measure(
            draft, document, measure, brief=measure.ref not in query.refs and bool(chapters)
        )
    for document, section in sections_of(query, library):
        own = [
            s
            for s in document.sections
            if s.ref == section.ref or s.ref.startswith(f"{section.ref}.")
        ]
        for part in own:
            write_block(draft, library, document, part.ref, None)
            _withheld_in(draft, library, document, part.ref)
    _footnotes(draft, query, library)
    if draft.statements:
        _settle(draft)
        return draft
    if query.refs and not query.refs_of("action"):
        return _nothing(query, library)
    block = find_block(query, library)
    if block:
        write_block(draft, library, *block)
        return draft if draft.statements else None
    targets = find_targets(query, library)
    for target in targets.found[:3]:
        write_action(draft, target.document, target.action)
    if query.refs_of("action") and not targets.found:
        return compose_field(replace(query, kind="field", aspect="summary"), library)
    brief = len(query.topic.split()) <= 2 and len(query.scope.documents) == 1
    if not draft.statements and query.scope.explicit and (brief or not query.topic):
        for key in query.scope.documents:
            write_document(draft, library, library.documents[key])
    return draft if draft.statements else None


def _settle(draft: Draft) -> None:
    if all("withheld" in statement.text for statement in draft.statements):
        draft.status = Status.REDACTED


def _nothing(query: Query, library: Library) -> Draft:
    """Say that there is no such goal, measure or section, and how many there are."""
    draft = Draft(status=Status.NOT_FOUND)
    for ref in query.refs:
        ranges = []
        for key in query.scope.documents:
            document = library.documents[key]
            kind = ref.split(" ")[0]
            own = [g.ref for g in document.goals] + [m.ref for m in document.measures]
            own += [s.ref for s in document.sections] + [n.ref for n in document.footnotes]
            own = [r for r in own if r.startswith(kind)]
            if own:
                ranges.append(f"the {plan_name(document)} has {own[0]} to {own[-1]}")
        draft.say(
            f"There is no {ref}" + (f": {'; '.join(ranges)}." if ranges else " in these documents.")
        )
    return draft


def write_goal(draft: Draft, library: Library, document: Document, goal: Goal) -> None:
    """Add a goal: its objective, then each action with its leader, aim and main targets."""
    name = f"{goal.ref} of the {plan_name(document)}"
    draft.claim(f"**{name}: {goal.title.value.rstrip('.')}**", [goal_evidence(document, goal)])
    objective = goal.objective
    if objective and objective.value != goal.title.value:
        ref = goal.ref if goal.start <= objective.start < goal.end else goal.wording_ref or goal.ref
        draft.claim(
            f"Objective: {objective.value}", [evidence_at(document.id, ref, objective, "objective")]
        )
    own = [action for action in goal.actions if not action.withheld]
    for action in own:
        write_brief(draft, document, action)
    notice = withheld_rest(document)
    if not own and notice:
        named = [action.ref for action in goal.actions]
        actions = f" (the text names {joined(named)})" if named else ""
        draft.claim(
            f"Its action sheets are withheld{actions}: “{library.text(document.id)[notice.start : notice.end]}”.",
            [evidence_at(document.id, notice.ref, notice)],
            computed=named,
        )


def write_brief(draft: Draft, document: Document, action: Action) -> None:
    """Add one action in a line or two: title, leader, aim, targets."""
    text = f"**{action.ref}** {shortened(action.title.value, 160)} — led by {actor_names(action.leaders)}"
    evidence = [title_evidence(document, action), *field_evidence(document, action, Field.LEADER)]
    if action.co_leaders:
        text += f", co-leader {actor_names(action.co_leaders)}"
        evidence += field_evidence(document, action, Field.CO_LEADER)
    draft.claim(text + ".", evidence, lead="- ")
    aims = action.summary or action.targets
    field = Field.SUMMARY if action.summary else Field.TARGET
    if aims:
        aim = first_sentences(_after_title(aims[0].value, action), 260)
        if aim:
            draft.claim(
                f"Aim: {aim}",
                [evidence_at(document.id, action.ref, aims[0], field.value)],
                lead="  - ",
            )
    targets = [kpi for kpi in action.kpis if kpi.targets] or list(action.kpis)
    if targets:
        words = "; ".join(kpi.value.rstrip(".") for kpi in targets[:3])
        evidence = [evidence_at(document.id, action.ref, kpi, "kpi") for kpi in targets[:3]]
        draft.claim(
            f"{'Targets' if targets[0].targets else 'KPIs'}: {words}.", evidence, lead="  - "
        )


def _after_title(words: str, action: Action) -> str:
    """Return a summary without the title that it may open with."""
    title = action.title.value.rstrip(".")
    rest = words[len(title) :].lstrip(" .:") if words.startswith(title) else words
    return rest or words


def write_action(draft: Draft, document: Document, action: Action) -> None:
    """Add all that matters of one action, field by field."""
    cite = [title_evidence(document, action)]
    draft.claim(
        f"**{action_label(action)}**, {plan_name(document)}, {action.goal}.",
        cite,
        computed=[action.goal],
    )
    rows: list[tuple[str, Field, str]] = [
        ("Leader", Field.LEADER, actor_names(action.leaders)),
        ("Co-leader", Field.CO_LEADER, actor_names(action.co_leaders)),
        ("Participants", Field.PARTICIPANTS, actor_names(action.participants)),
        ("Aim", Field.SUMMARY, first_sentences(" ".join(v.value for v in action.summary), 420)),
        ("Target", Field.TARGET, " ".join(v.value for v in action.targets)),
        ("KPIs", Field.KPI, "; ".join(k.value.rstrip(".") for k in action.kpis)),
        ("Timing", Field.TIMING, " ".join(v.value for v in action.timing)),
        ("Linked plans", Field.LINKS, "; ".join(v.value for v in action.links)),
        ("Joint Action Days", Field.JAD, "; ".join(v.value for v in action.jads)),
    ]
    for label, field, words in rows:
        if words:
            values = action.values(field)
            exact = field in (Field.SUMMARY, Field.KPI, Field.TARGET)
            evidence = (
                [evidence_at(document.id, action.ref, value, field.value) for value in values]
                if exact
                else list(field_evidence(document, action, field))
            )
            draft.claim(f"{label}: {words}", evidence, lead="- ")


def write_measure(
    draft: Draft, document: Document, measure: Measure, *, brief: bool = False
) -> None:
    """Add a measure: its title and chapter, then its summary bullets."""
    title = evidence_at(document.id, measure.ref, measure.title, "title")
    draft.claim(
        f"**{measure.ref}: {measure.title.value}** ({plan_name(document)}, {measure.chapter})",
        [title],
        computed=[measure.chapter],
    )
    for bullet in measure.summary[: 2 if brief else None]:
        draft.claim(
            bullet.value, [evidence_at(document.id, measure.ref, bullet, "summary")], lead="- "
        )
    for paragraph in measure.annex[:1] if not brief and len(measure.summary) < 3 else ():
        words = first_sentences(paragraph.value, 400)
        draft.claim(words, [evidence_at(document.id, measure.ref, paragraph, "annex")], lead="- ")


def _footnotes(draft: Draft, query: Query, library: Library) -> None:
    for key in query.scope.documents:
        for note in library.documents[key].footnotes:
            if note.ref in query.refs:
                called = f", called in {note.caller}" if note.caller else ""
                where = f"{note.ref} of the {plan_name(library.documents[key])}{called}"
                draft.claim(
                    f"{where}: “{note.value}”",
                    [evidence_at(key, note.ref, note)],
                    computed=[note.caller],
                )


def _withheld_in(draft: Draft, library: Library, document: Document, ref: str) -> None:
    for redaction in document.redactions:
        if redaction.ref == ref and redaction.scope in ("section", "rest"):
            draft.claim(
                f"{redaction.label or 'This part'} is withheld here: "
                f"“{library.text(document.id)[redaction.start : redaction.end]}”.",
                [evidence_at(document.id, ref, redaction)],
                computed=[redaction.label],
            )


def write_document(draft: Draft, library: Library, document: Document) -> None:
    """Add a plan or paper in brief: what it is for, who drives it, its goals or measures."""
    query = Query("", "meta", "priority")
    scope = replace(query.scope, documents=(document.id,), explicit=False)
    for aspect in ("priority", "driver", "marking"):
        cover = compose_meta(replace(query, aspect=aspect, scope=scope), library)
        draft.parts += cover.statements if cover else []
    total = document.heading.total_actions
    if total and not sheets(document):
        draft.claim(
            f"It says that it has {total.value} operational actions.",
            [evidence_at(document.id, "§ 2.1", total)],
        )
    for goal in document.goals:
        own = [a for a in goal.actions if not a.withheld]
        count = (
            f" — {counted(len(own), 'action')}: {own[0].ref}"
            + (f" to {own[-1].ref}" if own[1:] else "")
            if own
            else ""
        )
        refs = [a.ref for a in own]
        draft.claim(
            f"**{goal.ref}** {goal.title.value}{count}",
            [goal_evidence(document, goal)],
            lead="- ",
            computed=[len(own), *refs],
        )
    for chapter in document.chapters:
        own_measures = [m for m in document.measures if m.chapter == chapter.ref]
        titles = "; ".join(f"{m.ref}: {m.title.value}" for m in own_measures)
        evidence = [evidence_at(document.id, m.ref, m.title, "title") for m in own_measures]
        cited = [evidence_at(document.id, chapter.ref, chapter.title, "title"), *evidence]
        draft.claim(f"**{chapter.ref}** {chapter.title.value} — {titles}", cited, lead="- ")
    notice = withheld_rest(document)
    if notice:
        draft.claim(
            f"The rest is withheld: “{library.text(document.id)[notice.start : notice.end]}”.",
            [evidence_at(document.id, notice.ref, notice)],
        )


def compose_tasking(query: Query, library: Library) -> Draft | None:
    """Say what an actor leads, co-leads and joins, plan by plan."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        for actor_role in query.actors:
            _write_tasking(draft, document, actor_role.code)
    return draft if draft.statements else None


def _write_tasking(draft: Draft, document: Document, code: str) -> None:
    name = display_name(code)
    roles = {
        "leads": Field.LEADER,
        "is co-leader of": Field.CO_LEADER,
        "takes part in": Field.PARTICIPANTS,
    }
    written = False
    if document.heading.driver and document.heading.driver.code == code:
        driver = document.heading.driver
        draft.say(f"**{name} in the {plan_name(document)}:**")
        draft.claim(
            f"{name} is the driver of the {plan_name(document)}.",
            [evidence_at(document.id, "Preamble", driver, "driver")],
            lead="- ",
        )
        written = True
    for verb, field in roles.items():
        held = [
            a
            for a in sheets(document)
            if any(getattr(v, "code", None) == code for v in a.values(field))
        ]
        if not held:
            continue
        if not written:
            draft.say(f"**{name} in the {plan_name(document)}:**")
            written = True
        detail = field != Field.PARTICIPANTS
        labels = [f"{a.ref} ({shortened(a.title.value, 70)})" if detail else a.ref for a in held]
        evidence = [e for a in held for e in field_evidence(document, a, field)]
        draft.claim(
            f"{name} {verb} {counted(len(held), 'action')}: {joined(labels)}.",
            evidence,
            lead="- ",
            computed=[len(held)],
        )
    meant = [a for a in sheets(document) if covers_all_members(a, code, document.year)]
    if meant and written:
        refs = joined([a.ref for a in meant])
        evidence = [e for a in meant for e in field_evidence(document, a, Field.PARTICIPANTS)]
        draft.claim(
            f"As one of “All MS” {name} also takes part in {refs}.",
            evidence,
            lead="- ",
            computed=[name],
        )
