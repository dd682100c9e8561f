"""Quick add: one line that logs, plans or notes.

`WHO: TEXT [#tag] [@channel] [> WHEN [title]]`, such as `dana: wants a quote #cakes @call > fri send it`.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.core.fields import one_line, read_choice
from smallcrm.core.touches import Touch
from smallcrm.errors import NotFoundError, UsageError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.interactions import InteractionChannel
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_WORD = r"(?<!\S){}([^\s#@>:,]+)"
_TAG = re.compile(_WORD.format("#"))
_CHANNEL = re.compile(_WORD.format("@"))
_WHO = re.compile(r"\s*([^:>]{1,80}?)\s*:(?!//)(?=\s|$)")
_MOST_WORDS_OF_WHEN = 6
_LONGEST_LINE = 2000
_HINT = 'for example: "dana: wants a quote #cakes @call > fri send it"'


class QuickLine(NamedTuple):
    """A line taken apart: whom it names, what happened, and what is next."""

    who: str
    text: str
    tags: Sequence[str]
    channel: InteractionChannel | None
    next_step: NextStep | None


class QuickPlan(NamedTuple):
    """What a line would do. `who` is None for a plain to-do and for someone new, who is then named `new_name`."""

    line: QuickLine
    who: Reference | None
    name: str
    new_name: str


class QuickAdded(NamedTuple):
    """What a line did."""

    who: Reference | None
    is_new: bool
    interaction: int | None
    follow_ups: Sequence[int]


class QuickAdd:
    """Reads such lines, and carries them out as one step."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def plan(self, text: str) -> QuickPlan:
        """What `text` would do. UsageError when it says nothing; AmbiguousError when WHO fits several."""
        line = read_line(self._crm, text)
        if not line.who:
            if not (line.text or (line.next_step and line.next_step.title)):
                raise UsageError("the to-do has no title", hint=_HINT)
            return QuickPlan(line, None, "", "")
        try:
            who = self._crm.resolver.someone(line.who)
        except NotFoundError:
            return QuickPlan(line, None, "", line.who)
        if not (line.text or line.tags or line.next_step):
            raise UsageError(f"nothing is said about {line.who}", hint=_HINT)
        return QuickPlan(line, who, self._crm.lists.name(who.noun.table, who.id) or "", "")

    def carry_out(self, text: str) -> QuickAdded:
        """Do what `plan` told, as one step; someone unknown becomes a contact."""
        plan = self.plan(text)
        line = plan.line
        if not line.who:
            return self._to_do(line)
        with self._crm.store.write(f"quick add {plan.name or plan.new_name}"):
            who = plan.who or self._new_contact(plan.new_name)
            if line.tags:
                self._crm.tags.add(who, line.tags)
            if line.text:
                touch = Touch(line.text, self._crm.clock.stamp(), line.channel or InteractionChannel.CALL)
                logged = self._crm.interactions.log([who], touch, next_step=line.next_step)
                return QuickAdded(who, plan.who is None, logged.interaction_id, tuple(logged.opened))
            planned = (self._crm.follow_ups.add(who, line.next_step),) if line.next_step else ()
        return QuickAdded(who, plan.who is None, None, planned)

    def _to_do(self, line: QuickLine) -> QuickAdded:
        step = line.next_step or NextStep(self._crm.clock.today())
        title = " ".join(filter(None, (line.text, step.title)))
        return QuickAdded(None, False, None, (self._crm.follow_ups.add(None, step._replace(title=title)),))

    def _new_contact(self, text: str) -> Reference:
        from smallcrm.values.contact_line import take_apart

        parts = take_apart(text)
        channels = [NewChannel(ChannelType.EMAIL, email) for email in parts.emails]
        channels += [NewChannel(ChannelType.PHONE, phone) for phone in parts.phones]
        return Reference(Noun.CONTACT, self._crm.contacts.add({"name": parts.name}, channels=channels).id)


def read_line(crm: "Crm", text: str) -> QuickLine:
    """Take a line apart; UsageError when it is empty, or its channel or its day cannot be read."""
    line = one_line(text)
    if not line:
        raise UsageError("there is nothing to add", hint=_HINT)
    if len(line) > _LONGEST_LINE:
        raise UsageError(f"the line is longer than {_LONGEST_LINE} letters", hint="keep the rest for the notes")
    said, arrow, planned = _parted(line)
    who, said = _who(said)
    tags, channel, said = _signs(said) if who else ([], None, said)
    said, step = (said, split_next(crm, planned)) if arrow else _day_at_end(crm, said)
    return QuickLine(who, said, tags, channel, step)


def split_next(crm: "Crm", text: str) -> NextStep:
    """`WHEN [title]`: the longest beginning that is a day, the rest what is to be done then.

    A text without a day is a title for tomorrow. UsageError for an empty text and for a day that does not exist.
    """
    words = one_line(text).split()
    if not words:
        raise UsageError("the next step is empty", hint="say when, and perhaps what: fri send it")
    for count in range(min(len(words), _MOST_WORDS_OF_WHEN), 0, -1):
        try:
            when = crm.when(" ".join(words[:count]))
        except UsageError as error:
            if count == 1 and words[0][0].isdigit():
                raise error
        else:
            return NextStep(when.day, when.time, " ".join(words[count:]))
    tomorrow = crm.when("tomorrow")
    return NextStep(tomorrow.day, None, " ".join(words))


def _parted(line: str) -> tuple[str, str, str]:
    """What was said, the arrow, and what is planned; an arrow stands between blanks or at the end."""
    match = re.search(r"(?:^|\s)>(?=\s|$)|\s>(?=\S)", line)
    return (line[: match.start()], ">", line[match.end() :]) if match else (line, "", "")


def _who(said: str) -> tuple[str, str]:
    match = _WHO.match(said)
    return (match[1].strip(), said[match.end() :].strip()) if match else ("", said)


def _signs(said: str) -> tuple[list[str], InteractionChannel | None, str]:
    """The tags, the channel and what is left; a to-do has neither, so its signs are part of its title."""
    channels = [read_choice("channel", InteractionChannel, name) for name in _CHANNEL.findall(said)]
    channel = InteractionChannel(channels[-1]) if channels else None
    return _TAG.findall(said), channel, one_line(_CHANNEL.sub("", _TAG.sub("", said)))


def _day_at_end(crm: "Crm", said: str) -> tuple[str, NextStep | None]:
    """A bare date at the end counts as the next step's day."""
    words = said.split()
    for count in range(min(len(words) - 1, _MOST_WORDS_OF_WHEN), 0, -1):
        try:
            when = crm.when(" ".join(words[-count:]))
        except UsageError:
            continue
        if when.day >= crm.clock.today():
            return " ".join(words[:-count]), NextStep(when.day, when.time)
    return said, None
