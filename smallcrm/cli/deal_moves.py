"""Moves deals, and says what came of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from smallcrm.cli.narration import tell_consequences
from smallcrm.cli.writes import change_each
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.core.deals import Moved


def move_each(
    session: "Session",
    items: Sequence[str],
    verb: str,
    move: Callable[[int], "Moved"],
    *,
    is_open: bool = True,
    dry_run: bool,
    keep_going: bool,
) -> None:
    """Move every deal named, in one undo step, and tell of each; WHO means an open deal, or a closed one."""
    done: list[Moved] = []

    def apply(ref: Reference) -> bool:
        done.append(move(ref.id))
        return done[-1].differs

    def tell() -> None:
        for moved in done:
            tell_consequences(session, moved)

    change_each(
        session,
        Noun.DEAL,
        items,
        f"{{}} {verb.removesuffix(':')}",
        lambda text: Reference(Noun.DEAL, session.crm.resolver.deal(text, is_open=is_open)),
        apply,
        verb,
        dry_run=dry_run,
        keep_going=keep_going,
        tell_more=tell,
    )
