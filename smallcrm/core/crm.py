"""The core as one object: what the command line and the full screen are handed."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.clock import Clock, fixed_moment
from smallcrm.core.settings import BusinessSettings, Settings, read_settings
from smallcrm.core.zones import zone_named
from smallcrm.ids import random_ulid
from smallcrm.records.history import Source
from smallcrm.store.store import Store

if TYPE_CHECKING:
    from smallcrm.core.agenda import Agenda
    from smallcrm.core.channels import Channels
    from smallcrm.core.companies import Companies
    from smallcrm.core.contacts import Contacts
    from smallcrm.core.custom_fields import CustomFields
    from smallcrm.core.deals import Deals
    from smallcrm.core.duplicates import Duplicates
    from smallcrm.core.follow_ups import FollowUps
    from smallcrm.core.history import History
    from smallcrm.core.interactions import Interactions
    from smallcrm.core.lists import Lists
    from smallcrm.core.merge import Merges
    from smallcrm.core.pipeline import Pipeline
    from smallcrm.core.profile import Profiles
    from smallcrm.core.quick_add import QuickAdd
    from smallcrm.core.resolve import Resolver
    from smallcrm.core.stages import Stages
    from smallcrm.core.tags import Tags
    from smallcrm.core.trash import Trash
    from smallcrm.core.views import Views
    from smallcrm.values.when import When


class Crm:
    """One business in one database file; each noun's use cases are loaded when they are first used."""

    def __init__(
        self,
        path: Path,
        *,
        source: Source = Source.API,
        session: str = "",
        environ: Mapping[str, str] | None = None,
        new_uid: Callable[[int], str] = random_ulid,
    ) -> None:
        self._environ = environ if environ is not None else {}
        self.store = Store(path, source=source, session=session, new_uid=new_uid, first_settings=self._guess)
        self.settings = Settings(self.store, self._guess)
        self.reload()

    def reload(self) -> None:
        """Read the settings of the business anew, and set the clock by them."""
        self.business: BusinessSettings = read_settings(self.settings.stored())
        self.clock = self.store.clock = self._make_clock()

    def close(self) -> None:
        """Close this thread's connections."""
        self.store.close()

    def when(self, text: str, *, backward: bool = False) -> "When":
        """The day, and perhaps the time, that a person's `text` means; UsageError when it means none.

        A day left open lies ahead, or, `backward`, behind.
        """
        from smallcrm.values.when import Direction, parse_when

        direction = Direction.BACKWARD if backward else Direction.FORWARD
        return parse_when(text, now=self.clock.local_now(), calendar=self.business.calendar, direction=direction)

    def _guess(self) -> Mapping[str, str]:
        from smallcrm.core.guesses import guess_settings

        return guess_settings(self._environ)

    def _make_clock(self) -> Clock:
        zone = zone_named(self.business.time_zone)
        fixed = self._environ.get("SMALLCRM_NOW")
        return Clock(zone, moment=fixed_moment(fixed, zone) if fixed else None)

    @cached_property
    def contacts(self) -> "Contacts":
        from smallcrm.core.contacts import Contacts

        return Contacts(self)

    @cached_property
    def companies(self) -> "Companies":
        from smallcrm.core.companies import Companies

        return Companies(self)

    @cached_property
    def channels(self) -> "Channels":
        from smallcrm.core.channels import Channels

        return Channels(self)

    @cached_property
    def tags(self) -> "Tags":
        from smallcrm.core.tags import Tags

        return Tags(self)

    @cached_property
    def interactions(self) -> "Interactions":
        from smallcrm.core.interactions import Interactions

        return Interactions(self)

    @cached_property
    def follow_ups(self) -> "FollowUps":
        from smallcrm.core.follow_ups import FollowUps

        return FollowUps(self)

    @cached_property
    def deals(self) -> "Deals":
        from smallcrm.core.deals import Deals

        return Deals(self)

    @cached_property
    def stages(self) -> "Stages":
        from smallcrm.core.stages import Stages

        return Stages(self)

    @cached_property
    def pipeline(self) -> "Pipeline":
        from smallcrm.core.pipeline import Pipeline

        return Pipeline(self)

    @cached_property
    def agenda(self) -> "Agenda":
        from smallcrm.core.agenda import Agenda

        return Agenda(self)

    @cached_property
    def quick_add(self) -> "QuickAdd":
        from smallcrm.core.quick_add import QuickAdd

        return QuickAdd(self)

    @cached_property
    def lists(self) -> "Lists":
        from smallcrm.core.lists import Lists

        return Lists(self)

    @cached_property
    def profiles(self) -> "Profiles":
        from smallcrm.core.profile import Profiles

        return Profiles(self)

    @cached_property
    def resolver(self) -> "Resolver":
        from smallcrm.core.resolve import Resolver

        return Resolver(self)

    @cached_property
    def history(self) -> "History":
        from smallcrm.core.history import History

        return History(self)

    @cached_property
    def trash(self) -> "Trash":
        from smallcrm.core.trash import Trash

        return Trash(self)

    @cached_property
    def custom_fields(self) -> "CustomFields":
        from smallcrm.core.custom_fields import CustomFields

        return CustomFields(self)

    @cached_property
    def duplicates(self) -> "Duplicates":
        from smallcrm.core.duplicates import Duplicates

        return Duplicates(self)

    @cached_property
    def merges(self) -> "Merges":
        from smallcrm.core.merge import Merges

        return Merges(self)

    @cached_property
    def views(self) -> "Views":
        from smallcrm.core.views import Views

        return Views(self)
