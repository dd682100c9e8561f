"""Hebrew words for what is chosen from a list: kinds, channels, outcomes, topics, priorities."""

_WORDS = {
    "lead": "ליד, מתעניין, מתעניינת, פנייה, פניה",
    "prospect": "לקוח פוטנציאלי, פוטנציאלי",
    "customer": "לקוח, לקוחה, לקוח פעיל",
    "former": "לקוח לשעבר, לשעבר, לקוח עבר, לא פעיל",
    "partner": "שותף, שותפה, שותף עסקי",
    "supplier": "ספק, ספקית",
    "other": "אחר, אחרת",
    "call": "שיחה, שיחת טלפון, טלפון",
    "phone": "טלפון, נייד, פלאפון",
    "email": "מייל, אימייל, דואל, דואר אלקטרוני",
    "meeting": "פגישה",
    "visit": "ביקור",
    "sms": "סמס, מסרון, הודעה",
    "whatsapp": "ווטסאפ, וואטסאפ, ווצאפ, וואצאפ",
    "chat": "צאט",
    "fax": "פקס",
    "web": "אתר, אינטרנט",
    "website": "אתר, אתר אינטרנט",
    "letter": "מכתב",
    "note": "הערה, פתק",
    "send_quote": "הצעת מחיר, לשלוח הצעת מחיר, לשלוח הצעה",
    "in": "נכנס, נכנסת",
    "out": "יוצא, יוצאת",
    "general": "כללי",
    "sale": "מכירה, מכירות",
    "service": "שירות, שרות",
    "complaint": "תלונה",
    "praise": "מחמאה, שבח, תודה",
    "billing": "חיוב, תשלום, חשבונית, גבייה",
    "reached": "ענה, ענתה, שוחחנו, דיברנו",
    "no_answer": "לא ענה, לא ענתה, אין מענה",
    "left_message": "השארתי הודעה, הודעה",
    "positive": "חיובי",
    "neutral": "ניטרלי, נייטרלי",
    "negative": "שלילי",
    "high": "גבוה, גבוהה, דחוף",
    "normal": "רגיל, רגילה",
    "low": "נמוך, נמוכה",
}


def meanings_in_hebrew(text: str) -> list[str]:
    """The stored values that a Hebrew word may stand for, in different lists; none for any other text."""
    if text.isascii():
        return []
    from smallcrm.text.fold import fold

    key = fold(text.strip())
    return [value for value, words in _WORDS.items() if key in map(fold, words.split(", "))]
