"""The vocabulary of days and times, English and Hebrew, brought to one canonical English wording."""

import re
import unicodedata

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY = "|".join(WEEKDAYS)
MONTH = "|".join(MONTHS)
UNIT = "day|week|month|quarter|year"

_HEBREW_DAY_LETTERS = {
    "א": "sun", "ב": "mon", "ג": "tue", "ד": "wed", "ה": "thu", "ו": "fri", "ש": "sat",
}  # fmt: skip

# canonical wording -> the words that mean it; a Hebrew word is also known behind one of the letters ב ל ה.
_SYNONYMS = {
    "mon": "monday שני",
    "tue": "tues tuesday שלישי",
    "wed": "weds wednesday רביעי",
    "thu": "thur thurs thursday חמישי",
    "fri": "friday שישי ששי",
    "sat": "saturday שבת",
    "sun": "sunday ראשון",
    "jan": "january ינואר",
    "feb": "february פברואר",
    "mar": "march מרץ מרס",
    "apr": "april אפריל",
    "may": "מאי",
    "jun": "june יוני",
    "jul": "july יולי",
    "aug": "august אוגוסט",
    "sep": "sept september ספטמבר",
    "oct": "october אוקטובר",
    "nov": "november נובמבר",
    "dec": "december דצמבר",
    "minute": "min mins minutes דקה דקות",
    "hour": "h hr hrs hours שעה שעות",
    "day": "d days יום ימים",
    "week": "w wk wks weeks שבוע שבועות",
    "month": "m mo mos months חודש חודשים",
    "quarter": "q quarters רבעון רבעונים",
    "year": "y yr yrs years שנה שנים",
    "2 hour": "שעתיים",
    "2 day": "יומיים",
    "2 week": "שבועיים",
    "2 month": "חודשיים",
    "2 year": "שנתיים",
    "this week": "השבוע",
    "this month": "החודש",
    "this quarter": "הרבעון",
    "this year": "השנה",
    "today": "היום הבוקר eod",
    "tonight": "הערב הלילה",
    "tomorrow": "tmrw tmr מחר",
    "yesterday": "אתמול",
    "overmorrow": "מחרתיים",
    "ereyesterday": "שלשום",
    "now": "עכשיו",
    "next": "הבא הבאה",
    "last": "previous past שעבר שעברה האחרון האחרונה",
    "this": "הקרוב הקרובה",
    "in": "בעוד עוד",
    "ago": "לפני",
    "at": "בשעה",
    "half": "חצי",
    "start": "beginning תחילת",
    "end": "סוף",
    "end week": 'eow סופ"ש סופשבוע',
    "end month": "eom",
    "end quarter": "eoq",
    "end year": "eoy",
    "start week": "sow",
    "start month": "som",
    "start quarter": "soq",
    "start year": "soy",
    "12:00": "noon midday צהריים",
    "00:00": "midnight חצות",
    "": "of the on by עד",
    "1st": "first",
    "1": "a an one אחד אחת",
    "2": "two",
    "3": "three שלושה שלוש",
    "4": "four ארבעה ארבע",
    "5": "five חמישה חמש",
    "6": "six שישה שש",
    "7": "seven שבעה שבע",
    "8": "eight שמונה",
    "9": "nine תשעה תשע",
    "10": "ten עשרה עשר",
    "11": "eleven",
    "12": "twelve",
}
_CANONICAL = {word: meaning for meaning, words in _SYNONYMS.items() for word in words.split()}

_HEBREW_WEEKDAYS = "ראשון|שני|שלישי|רביעי|חמישי|שישי|ששי|שבת"
_LETTERS = r"[^\W\d_]{3}"
# An hour of twelve, which the part of the day behind it places.
_HOUR = r"(?<![\d/.:-])((?:0?[1-9]|1[0-2])(?::[0-5]\d)?)"
_SPELLINGS = (
    (r"(?<=\d)\s*([ap])\.?m\b\.?", r"\1m"),
    (r"(?<=[a-z])\.(?!\S)", ""),
    (rf"(?<=\d)[-./](?={_LETTERS})|(?<={_LETTERS})[-./](?=\d)|(?<=\d)(?={_LETTERS})", " "),
    (r"(?<![\w:])([+-]?\d+)([dwmqyh]|mo|wk|yr|hr)(?!\w)", r"\1 \2"),
    (r"@\s*|(?<!\S)ב-?\s?(?=\d)", "at "),
    (r"אחרי? ה?צה?ריים", 'אחה"צ'),
    (rf"{_HOUR} (?:בבוקר|לפנות בוקר)(?!\S)", r"\1am"),
    (rf'{_HOUR} (?:בצהריים|אחה"צ|בערב)(?!\S)', r"\1pm"),
    (r"(?<!\S)ה-? ?(\d{1,2})(?= at |$)", r"\1th"),
    (r"(?<!\S)[הל]-(?=\d)", ""),
    (r"(?<=\d) [לב]חודש(?!\S)", "th"),
    (rf"(?<!\S)ב?יום (?={_HEBREW_WEEKDAYS})", ""),
)  # fmt: skip
_HEBREW_LETTER_DAY = r"(?<!\S)(?:ב?יום ([א-וש])'?|ב?([א-וש])')(?!\S)"
_PHRASES = (
    (r"\bday after tomorrow\b", "overmorrow"),
    (r"\bday before yesterday\b", "ereyesterday"),
    (r"\bthis (?:morning|afternoon|evening)\b", "today"),
    (r"\bfrom (?:now|today)\b|\blater\b", "hence"),
    (r'(?<=\S) (?:morning|afternoon|evening|night|בבוקר|אחה"צ|בערב|בלילה)(?!\S)', ""),
    (r"\bhalf (?:1 )?hour\b", "30 minute"),
    (r"\bרבע hour\b", "15 minute"),
    (rf"\b(?:this )?({UNIT}|{WEEKDAY}) (next|last|this)\b(?! (?:{UNIT})\b)", r"\2 \1"),
)


def canonical(text: str) -> str:
    """The same words in canonical English: small letters, ASCII digits, one blank between words.

    `ביום א' הבא ב-14:00` becomes `next sun at 14:00`, `a Week ago` becomes `1 week ago`.
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFKC", text).casefold()))
    plain = _replace(_SPELLINGS, " ".join(plain.split()))
    plain = re.sub(_HEBREW_LETTER_DAY, lambda found: _HEBREW_DAY_LETTERS[found[1] or found[2]], plain)
    words = " ".join(map(_canonical_word, plain.split()))
    return _replace(_PHRASES, " ".join(words.split()))


def _replace(rules: tuple[tuple[str, str], ...], text: str) -> str:
    for pattern, replacement in rules:
        text = re.sub(pattern, replacement, text)
    return text


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Cf", "Mn"):
        return ""
    if category == "Pd" or character == "−":
        return "-"
    return {"׳": "'", "’": "'", "״": '"', "”": '"', ",": " "}.get(character, character)


def _canonical_word(word: str) -> str:
    if word in _CANONICAL:
        return _CANONICAL[word]
    return _CANONICAL.get(word[1:], word) if word[0] in "בלה" else word
