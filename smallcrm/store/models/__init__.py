"""Every table as an SQLModel class: the one description of the data, from which `schema.sql` is written."""

from smallcrm.store.models.base import Entity
from smallcrm.store.models.custom_fields import CustomField, CustomValue
from smallcrm.store.models.imports import ImportRow, ImportRun
from smallcrm.store.models.journal import Change, ChangeGroup
from smallcrm.store.models.people import Channel, Company, Contact, MergedUid
from smallcrm.store.models.sales import Deal, Stage, StageEvent
from smallcrm.store.models.settings import SavedView, Setting
from smallcrm.store.models.tags import Tag, Tagging
from smallcrm.store.models.touches import FollowUp, Interaction, InteractionContact

__all__ = [
    "Change",
    "ChangeGroup",
    "Channel",
    "Company",
    "Contact",
    "CustomField",
    "CustomValue",
    "Deal",
    "Entity",
    "FollowUp",
    "ImportRow",
    "ImportRun",
    "Interaction",
    "InteractionContact",
    "MergedUid",
    "SavedView",
    "Setting",
    "Stage",
    "StageEvent",
    "Tag",
    "Tagging",
]
