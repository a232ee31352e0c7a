"""Whether what the coach knows beside the moves can be said, is short enough to be heard out, and can be asked for."""

from collections.abc import Iterator

from skill.content.checks.findings import Content, Finding
from skill.content.checks.wording import not_speakable, words_in
from skill.content.sources import KNOWLEDGE

# An answer is heard between two sets; longer than this and the next one has begun.
ANSWER_WORDS = 45


def hard_to_say(content: Content) -> Iterator[Finding]:
    """Find answers that cannot be spoken or are too long."""
    for topic in content.catalogue.topics:
        for field, text in (("answer", topic.answer), ("meaning", topic.meaning)):
            yield from not_speakable(KNOWLEDGE, f"{topic.id}.{field}", text)
        words = words_in(f"{topic.answer} {topic.meaning}")
        if words > ANSWER_WORDS:
            message = f"answer and meaning have {words} words together; cut them to {ANSWER_WORDS}"
            yield Finding(KNOWLEDGE, f"{topic.id}.answer", message)


def asked_twice(content: Content) -> Iterator[Finding]:
    """Find ids that stand twice, and words that two topics are asked for with: a runner could mean either."""
    ids: set[str] = set()
    owners: dict[str, str] = {}
    for topic in content.catalogue.topics:
        if topic.id in ids:
            yield Finding(KNOWLEDGE, f"topics.{topic.id}", "this stands twice; rename or remove one of them")
        ids.add(topic.id)
        for line in topic.asked.splitlines():
            owner = owners.setdefault(line, topic.id)
            if owner != topic.id:
                yield Finding(KNOWLEDGE, f"{topic.id}.asked", f"{owner} is asked for with {line!r} too; keep it in one")


def about_nothing(content: Content) -> Iterator[Finding]:
    """Find topics about something that there is not, and things that two topics are about."""
    catalogue = content.catalogue
    things = {
        *content.exercises["vocabulary"]["muscles"],
        *(focus.id for focus in catalogue.focuses),
        *(level.id for level in catalogue.levels),
    }
    owners: dict[str, str] = {}
    for topic in catalogue.topics:
        for thing in topic.about:
            if thing not in things:
                message = f"{thing} is no muscle, focus or level; write one, or take it out"
                yield Finding(KNOWLEDGE, f"{topic.id}.about", message)
            if owners.setdefault(thing, topic.id) != topic.id:
                yield Finding(KNOWLEDGE, f"{topic.id}.about", f"{owners[thing]} is about {thing} too; keep it in one")
