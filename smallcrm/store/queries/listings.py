"""Every listing, by the noun that commands use."""

from smallcrm.store.queries.channels import CHANNELS
from smallcrm.store.queries.companies import COMPANIES
from smallcrm.store.queries.contacts import CONTACTS
from smallcrm.store.queries.follow_ups import FOLLOW_UPS
from smallcrm.store.queries.interactions import INTERACTIONS

LISTINGS = {listing.noun: listing for listing in (CONTACTS, COMPANIES, CHANNELS, INTERACTIONS, FOLLOW_UPS)}
