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

QUIET = "julianday(:now) - julianday(max(coalesce(deal.last_activity_at, ''), deal.updated_at))"
"""Days since the last stage change, interaction or edit; with decimals."""

# The earliest open follow-up, which the deal holds, decides alone unless its day has passed.
ROTTING = f"""(deal.closed_at IS NULL AND {QUIET} > stage.rot_days + {INSTANT}
    AND CASE WHEN deal.next_follow_up_on IS NULL THEN 1
        WHEN deal.next_follow_up_on >= :today
            THEN julianday(deal.next_follow_up_on) - julianday(:today) > {ROTTING_WINDOW} * stage.rot_days
        ELSE NOT EXISTS (SELECT 1 FROM follow_up WHERE follow_up.deal_id = deal.id AND follow_up.status = 'open'
            AND follow_up.deleted_at IS NULL AND follow_up.due_on BETWEEN :today
            AND date(:today, '+' || ({ROTTING_WINDOW} * stage.rot_days) || ' days')) END)"""
