"""What deals are worth, how likely, how old, and whether they are rotting, in SQL on `deal JOIN stage`."""

ROTTING_WINDOW = 3
"""A follow-up due within this many times the stage's rot_days keeps a deal from rotting."""

# Named from the side of the trash, which is small: a deal leaves with the last of those it is made with.
LIVING = """deal.deleted_at IS NULL AND deal.id NOT IN (
    SELECT gone.id FROM contact CROSS JOIN deal AS gone ON gone.contact_id = contact.id
        LEFT JOIN company AS employer ON employer.id = gone.company_id
    WHERE contact.deleted_at IS NOT NULL AND (employer.id IS NULL OR employer.deleted_at IS NOT NULL)
    UNION ALL
    SELECT lone.id FROM company CROSS JOIN deal AS lone ON lone.company_id = company.id
    WHERE company.deleted_at IS NOT NULL AND lone.contact_id IS NULL)"""

PROBABILITY = (
    "CASE WHEN deal.closed_at IS NULL THEN coalesce(deal.probability_override, stage.probability)"
    " ELSE stage.probability END"
)
WEIGHTED = f"(deal.amount * ({PROBABILITY}) + 50) / 100"
"""`records.deals.weighted` in SQL."""

AGE = "max(0, julianday(coalesce(deal.closed_at, :now)) - julianday(deal.created_at))"
"""Days of 24 hours from the creation of a deal until now, or until it was closed; with decimals."""

STAGE_AGE = """max(0, julianday(coalesce(deal.closed_at, :now)) - julianday(coalesce(
    (SELECT max(stage_event.at) FROM stage_event WHERE stage_event.deal_id = deal.id), deal.created_at)))"""
"""Days of 24 hours since a deal entered its stage, or that it took from there to be closed; with decimals."""

INSTANT = "0.000001"
"""Days too short to tell moments apart, which are whole seconds; more than what such differences are wrong by."""

# Written as the index deal_quiet holds it, so that the quiet deals of a stage are a range of that index.
QUIET = """max(coalesce(deal.last_activity_at, ''), deal.updated_at)
    < strftime('%Y-%m-%dT%H:%M:%SZ', :now, '-' || stage.rot_days || ' days')"""
"""Whether the last stage change, interaction or edit is more days ago than the stage's rot_days."""

_WINDOW_END = f"date(:today, '+' || ({ROTTING_WINDOW} * stage.rot_days) || ' days')"

# The earliest open follow-up, which the deal holds, decides alone unless its day has passed.
UNPLANNED = f"""CASE WHEN deal.next_follow_up_on IS NULL THEN 1
    WHEN deal.next_follow_up_on >= :today THEN deal.next_follow_up_on > {_WINDOW_END}
    ELSE NOT EXISTS (SELECT 1 FROM follow_up WHERE follow_up.deal_id = deal.id AND follow_up.status = 'open'
        AND follow_up.deleted_at IS NULL AND follow_up.due_on BETWEEN :today AND {_WINDOW_END}) END"""
"""Whether no open follow-up is due soon enough to keep a deal from rotting."""

ROTTING = f"CASE WHEN deal.closed_at IS NULL AND {QUIET} THEN {UNPLANNED} ELSE 0 END"
"""Whether a deal is rotting; as a condition on many deals, its parts are faster."""

CLOSING = "coalesce(deal.expected_close_on, '9999')"
"""The day a deal is expected to close, as the index deal_by_close holds it; after all days when nobody knows."""
