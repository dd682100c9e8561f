"""What the write side must know of the tables without loading the models; a test holds it against them."""

ENTITY_TABLES = frozenset(
    {"contact", "company", "channel", "tag", "interaction", "follow_up", "stage", "deal", "custom_field", "saved_view"}
)
"""Tables with uid, created_at, updated_at, version and deleted_at."""

DERIVED_COLUMNS = {
    "contact": ("last_touch_at", "next_follow_up_on", "touch_due_on", "touch_overdue_on"),
    "deal": ("last_activity_at", "next_follow_up_on"),
}
"""Columns computed from other rows: neither journaled nor compared, but refreshed after every group."""

SORT_KEYS = {
    "contact": ("name", "name_key"),
    "company": ("name", "name_key"),
    "tag": ("name", "name_key"),
    "follow_up": ("title", "title_key"),
    "stage": ("name", "name_key"),
    "deal": ("title", "title_key"),
    "saved_view": ("name", "name_key"),
}
"""For each table the typed column and the stored key that is folded from it."""

STAMPS = frozenset({"created_at", "updated_at", "version"})
"""Columns that every write sets by itself."""

JOURNAL_TABLES = frozenset({"change_group", "change"})
"""Tables that tell of the others."""
