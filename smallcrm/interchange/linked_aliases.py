"""What columns of deals, interactions and follow-ups are called in the world, and the words in their cells."""

from enum import StrEnum
from functools import cache

from smallcrm.interchange.fields import DEALS, FOLLOW_UPS, INTERACTIONS
from smallcrm.interchange.headers import header_key
from smallcrm.records.deals import StageType
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.interactions import Direction, InteractionChannel

_CREATED = "created at, created, create date, created date, created time, creation date, נוצר, תאריך יצירה"
_COMPANY = (
    "company, company name, organization, organisation, organization name, account, account name, associated company, "
    "associated company names, חברה, שם חברה, שם החברה, ארגון, לקוח עסקי"
)
_CONTACT = (
    "contact, contact name, contact person, person, person name, customer, customer name, client, associated contact, "
    "primary contact, associated contact names, איש קשר, שם איש קשר, לקוח, שם לקוח, שם הלקוח"
)
_EMAIL = 'contact email, contact e-mail, email, e-mail, email address, person email, דוא"ל, אימייל, מייל'
_PEOPLE = {"contact": _CONTACT, "contact_uid": "contact uid", "contact_email": _EMAIL}
_LINKS = {"company": _COMPANY, "company_uid": "company uid", "deal": "deal, deal name, עסקה", "deal_uid": "deal uid"}
_NOTES = "notes, note, comments, description, הערות, הערה, תיאור"
DEAL_TITLES = "deal name, deal title, deal, opportunity name, opportunity, שם עסקה, שם העסקה, עסקה"

LINKED_NAMES = {
    DEALS: {
        "uid": "uid",
        **_PEOPLE,
        "company": _COMPANY,
        "company_uid": "company uid",
        "title": f"title, name, subject, {DEAL_TITLES}, כותרת, נושא",
        "stage": "stage, deal stage, pipeline stage, stage name, שלב, שלב עסקה",
        "status": "status, deal status, סטטוס, מצב",
        "amount": "amount, value, deal value, deal amount, total, price, סכום, שווי, ערך, מחיר",
        "currency": "currency, deal currency, deal currency code, currency code, currency of value, מטבע",
        "probability": "probability, probability override, deal probability, probability (%), "
        "win probability, סיכוי, הסתברות",
        "close": "close, expected close on, close date, expected close date, closing date, תאריך סגירה, סגירה צפויה",
        "source": "source, lead source, deal source, מקור, מקור הגעה",
        "lost_reason": "lost reason, loss reason, closed lost reason, סיבת הפסד",
        "lost_note": "lost note, הערת הפסד",
        "closed_at": "closed at, closed on, deal closed on, closed time, won time, lost time, closed date, נסגר בתאריך",
        "created_at": f"{_CREATED}, deal created, deal created on",
        "tags": "tags, tag, labels, label, תגיות, תגית, תוויות",
    },
    INTERACTIONS: {
        "uid": "uid",
        **_LINKS,
        "at": "at, date, when, date and time, datetime, time, activity date, מתי, תאריך, מועד",
        "contacts": f"contacts, people, with, {_CONTACT}, {_EMAIL}, אנשי קשר, עם",
        "contact_uids": "contact uids, contact uid",
        "channel": "channel, type, activity type, interaction type, ערוץ, סוג",
        "direction": "direction, כיוון",
        "topic": "topic, נושא",
        "outcome": "outcome, result, call outcome, תוצאה",
        "summary": "summary, subject, title, activity, תקציר, סיכום, כותרת",
        "body": f"body, details, text, content, {_NOTES}, פירוט, תוכן",
        "minutes": "minutes, duration minutes, duration, דקות, משך",
        "created_at": _CREATED,
    },
    FOLLOW_UPS: {
        "uid": "uid",
        **_PEOPLE,
        **_LINKS,
        "title": "title, task, subject, task name, to do, todo, name, כותרת, משימה, נושא",
        "due": "due, due on, due date, deadline, יעד, תאריך יעד, לביצוע עד",
        "due_time": "due time, time, שעה",
        "kind": "kind, type, task type, סוג",
        "priority": "priority, עדיפות",
        "status": "status, task status, סטטוס, מצב",
        "done_at": "done at, completed at, completion date, completed, הושלם",
        "result": "result, outcome, תוצאה",
        "repeat": "repeat, repeat rule, recurrence, חזרה",
        "repeat_from": "repeat from",
        "first_due": "first due, first due on",
        "snooze_count": "snooze count",
        "notes": _NOTES,
        "created_at": _CREATED,
    },
}
"""For each entity the names of each field's columns."""

_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    StageType: {
        StageType.OPEN: "in progress, active, פתוח, פתוחה",
        StageType.WON: "closed won, closedwon, נסגר, זכייה, נסגר בהצלחה",
        StageType.LOST: "closed lost, closedlost, הפסד, אבוד, אבודה",
    },
    InteractionChannel: {
        InteractionChannel.CALL: "phone, phone call, telephone, שיחה, שיחת טלפון, טלפון",
        InteractionChannel.EMAIL: "e-mail, mail, מייל, אימייל",
        InteractionChannel.MEETING: "meet, appointment, lunch, פגישה",
        InteractionChannel.VISIT: "ביקור",
        InteractionChannel.SMS: "text, text message, מסרון",
        InteractionChannel.WHATSAPP: "whats app, ווטסאפ, וואטסאפ",
        InteractionChannel.NOTE: "comment, הערה, פתק",
        InteractionChannel.OTHER: "task, deadline, אחר",
    },
    Direction: {
        Direction.IN: "inbound, incoming, received, נכנס, נכנסת",
        Direction.OUT: "outbound, outgoing, sent, יוצא, יוצאת",
        Direction.NONE: "-",
    },
    FollowUpKind: {
        FollowUpKind.CALL: "phone, phone call, שיחה, להתקשר",
        FollowUpKind.EMAIL: "e-mail, mail, מייל",
        FollowUpKind.MEETING: "meet, appointment, lunch, פגישה",
        FollowUpKind.SEND_QUOTE: "quote, הצעת מחיר",
        FollowUpKind.OTHER: "task, todo, to do, deadline, משימה, אחר",
    },
    FollowUpStatus: {
        FollowUpStatus.OPEN: "not started, in progress, pending, waiting, active, to do, no, false, פתוח, פתוחה",
        FollowUpStatus.DONE: "completed, complete, finished, yes, true, בוצע, הושלם",
        FollowUpStatus.CANCELLED: "canceled, deferred, בוטל",
    },
    Priority: {
        Priority.HIGH: "urgent, 1, גבוהה",
        Priority.NORMAL: "medium, none, 2, רגילה",
        Priority.LOW: "3, נמוכה",
    },
}


def usual_word(choices: type[StrEnum], text: str) -> str:
    """The value of one of these enums that a cell's word means, else the word as it is."""
    return _meanings(choices).get(header_key(text), text)


@cache
def _meanings(choices: type[StrEnum]) -> dict[str, str]:
    table = _WORDS.get(choices, {})
    return {
        header_key(word): choice.value for choice, words in table.items() for word in (choice.value, *words.split(","))
    }


@cache
def deal_titles() -> frozenset[str]:
    """The column names that only a table of deals has."""
    return frozenset(map(header_key, DEAL_TITLES.split(",")))
