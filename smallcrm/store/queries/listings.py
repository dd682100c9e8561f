"""Every listing, by the noun that commands use; a noun's module is loaded when its listing is asked for."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smallcrm.store.queries.listing import Listing

_MODULES = {
    "contact": "contacts",
    "company": "companies",
    "channel": "channels",
    "interaction": "interactions",
    "follow-up": "follow_ups",
    "deal": "deals",
    "stage": "stages",
    "tag": "tags",
    "field": "fields",
    "view": "views",
}


class _Listings(Mapping[str, "Listing"]):
    def __getitem__(self, noun: str) -> "Listing":
        name = _MODULES[noun]
        listing: Listing = getattr(import_module(f"smallcrm.store.queries.{name}"), name.upper())
        return listing

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


LISTINGS = _Listings()
