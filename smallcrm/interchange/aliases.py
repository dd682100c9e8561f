"""What columns are called in the world, in English and Hebrew, and the field each name means."""

import re
from functools import cache

from smallcrm.interchange.fields import COMPANIES, CONTACTS, Target
from smallcrm.interchange.headers import header_key
from smallcrm.interchange.linked_aliases import LINKED_NAMES

_SHARED = {
    "uid": "uid",
    "kind": "kind, contact type, lifecycle stage, customer type, סוג, סוג לקוח, סוג איש קשר",
    "address": "address, street, street address, address 1, address line 1, address line, mailing street, "
    "home address, home street, business street, business address, work address, billing street, location, "
    "postal address, full address, mailing address, כתובת, רחוב, כתובת מלאה, רחוב ומספר, כתובת בית, כתובת עבודה, "
    "רחוב עסק, רחוב בעבודה, רחוב בבית, כתובת מגורים, כתובת עסק, כתובת העסק, כתובת למשלוח, כתובת למשלוח דואר, רח",
    "city": "city, town, home city, business city, mailing city, work city, billing city, "
    "locality, עיר, ישוב, יישוב, עיר מגורים, שם ישוב, עיר עסק, עיר בעבודה, עיר בבית",
    "postal_code": "postal code, postcode, post code, zip, zip code, home postal code, business postal code, "
    "mailing zip, mailing postal code, work zip code, home zip code, work zipcode, home zipcode, billing zip, "
    "billing code, mailing code, מיקוד, ת.ד מיקוד, מיקוד עסק, מיקוד בעבודה, מיקוד בבית",
    "country": "country, country/region, home country, business country, mailing country, work country, "
    "billing country, home country/region, business country/region, country or region, ארץ, מדינה, ארץ/אזור, "
    "ארץ/אזור עסק, ארץ/אזור בעבודה, ארץ/אזור בבית",
    "cadence": "cadence, keep in touch, cadence days, תדירות, תדירות קשר",
    "notes": "notes, note, comment, comments, remarks, remark, description, memo, background, details, about, "
    "הערות, הערה, פרטים, תיאור, מידע נוסף, הערות כלליות",
    "tags": "tags, tag, labels, label, categories, category, groups, group, group membership, person label, "
    "תגיות, תגית, תוויות, תווית, קטגוריה, קטגוריות, קבוצה, קבוצות, תגים, תג",
    "created_at": "created at, created, create date, created date, created time, creation date, date created, "
    "date added, added, first seen, person created, connected on, created on, "
    "נוצר, תאריך יצירה, תאריך הוספה, תאריך הצטרפות, נוצר בתאריך, נוצר ב, תאריך הקמה, תאריך פתיחה",
}
_CONTACT = {
    "name": "name, full name, contact name, contact, display name, customer, customer name, client, client name, "
    "person, lead, lead name, person name, שם, שם מלא, שם לקוח, שם הלקוח, לקוח, איש קשר, שם איש קשר, שם איש הקשר, "
    "שם פרטי ומשפחה, שם ומשפחה, שם פרטי ושם משפחה, שם פרטי + משפחה, שם ספק, שם הספק, שם לקוח/ספק",
    "given_name": "first name, given name, first, forename, fname, person first name, שם פרטי, פרטי",
    "middle_name": "middle name, middle, additional name, middle initial, שם אמצעי",
    "family_name": "last name, family name, last, surname, lname, second name, person last name, שם משפחה, משפחה",
    "job_title": "job title, title, position, role, job, occupation, organization title, organization 1 title, "
    "person job title, תפקיד, משרה, תואר תפקיד, מקצוע, תפקיד בחברה",
    "company": "company, company name, organization, organisation, organization name, organization 1 name, "
    "account, account name, business, business name, employer, firm, person organization, associated company, "
    "primary associated company, חברה, שם חברה, שם החברה, ארגון, שם הארגון, עסק, שם העסק, בית עסק, מקום עבודה",
    "company_uid": "company uid",
    "source": "source, lead source, original source, referrer, referred by, heard from, "
    "מקור, מקור הגעה, מקור ליד, מקור הליד, מקור הפנייה, איך הגיע, הגיע דרך",
    "language": "language, preferred language, lang, שפה",
    "birthday": "birthday, birth date, birthdate, date of birth, dob, born, bday, "
    "תאריך לידה, ת. לידה, ת.לידה, יום הולדת, יומולדת, ת. הולדת, תאריך הולדת",
    "year_of_birth": "year of birth, birth year, שנת לידה",
    "month_of_birth": "month of birth, birth month, חודש לידה",
    "day_of_birth": "day of birth, יום לידה",
    "do_not_contact": "do not contact, do not call, dnc, לא ליצור קשר, לא להתקשר",
    "do_not_contact_reason": "do not contact reason, reason not to contact, סיבת אי יצירת קשר",
    "cadence_set_on": "cadence set on",
    "converted_at": "converted at",
    "last_contacted": "last contacted, last contact, last seen, last activity, last activity date, "
    "last contact date, last touch, last contacted at, person last activity date, "
    "קשר אחרון, יצירת קשר אחרונה, שיחה אחרונה, פגישה אחרונה, תאריך קשר אחרון, פנייה אחרונה, תאריך פנייה אחרונה, "
    "תאריך שיחה אחרונה",
}
_COMPANY = {
    "name": "name, company, company name, organization, organisation, organization name, account, account name, "
    "business, business name, שם, שם חברה, שם החברה, חברה, ארגון, שם הארגון, עסק, שם העסק, לקוח, שם לקוח, ספק, שם ספק, "
    "שם הספק, שם לקוח/ספק",
    "domain": "domain, company domain name, domain name, email domain, דומיין",
    "tax_id": "tax id, vat, vat number, vat id, vat no, company number, company id number, registration number, "
    'tin, ein, business number, ח.פ, ח"פ, ח.פ., מספר חברה, ע.מ, עוסק מורשה, מספר עוסק, ח.פ/ע.מ, ח.פ / ת.ז, עוסק, '
    "עוסק פטור, מספר עוסק מורשה, מספר עוסק פטור, מס עוסק, מספר ח.פ, מס ח.פ, ח.פ/ע.מ/ת.ז, עוסק מורשה/ח.פ",
    "industry": "industry, sector, line of business, תחום, ענף, תעשייה, תחום עיסוק",
    "website": "website, web site, web page, url, website url, homepage, home page, web, site, "
    "אתר, אתר אינטרנט, אתר הבית, כתובת אתר",
}
# Each word of a channel's column name: the type, and the label that the word itself implies.
_CHANNEL_WORDS = {
    ("email", ""): "email, e-mail, mail, email address, e-mail address, emails, email addresses, "
    'דוא"ל, דואל, דואר אלקטרוני, מייל, אימייל, אי מייל, כתובת מייל, כתובת אימייל, כתובת דוא"ל, '
    "כתובת דואר אלקטרוני, כתובת דואל, איימיל, דואר",
    ("phone", ""): "phone, telephone, tel, phone number, telephone number, phone no, tel no, phones, "
    "contact number, contact phone, טלפון, טל, מספר טלפון, מס טלפון, מס' טל, טלפונים, מספר הטלפון, טל נוסף, קווי, "
    "טלפון קווי, מספר קווי",
    ("phone", "mobile"): "mobile, cell, cellphone, cell phone, mobile phone, mobile number, mobile phone number, "
    "cell number, cellular, handphone, mobile no, נייד, טלפון נייד, טל נייד, מספר נייד, סלולרי, טלפון סלולרי, "
    "פלאפון, סלולר, נייד אישי, מס נייד, מספר פלאפון, סלולארי, טלפון סלולארי, מספר סלולרי, מס סלולרי",
    ("phone", "fax"): "fax, fax number, fax no, telefax, פקס, מספר פקס, מס פקס, פקסימיליה",
    ("whatsapp", ""): "whatsapp, whatsapp number, whatsapp phone, ווטסאפ, וואטסאפ, ווצאפ, וואצאפ, ווטסאפ מספר, "
    "מספר ווטסאפ, מספר וואטסאפ, טלפון ווטסאפ",
    ("website", ""): "website, web site, web page, homepage, home page, url, website url, web, "
    "personal web page, דף אינטרנט, דף הבית, אתר, אתר אינטרנט, אתר הבית, כתובת אתר",
    ("social", ""): "social, social network",
    ("social", "linkedin"): "linkedin, linkedin url, linkedin profile, linkedin profile url, linkedin bio, לינקדאין",
    ("social", "facebook"): "facebook, facebook url, facebook page, פייסבוק",
    ("social", "twitter"): "twitter, twitter handle, twitter username, x handle, טוויטר",
    ("social", "instagram"): "instagram, instagram handle, instagram url, אינסטגרם",
    ("social", "telegram"): "telegram, טלגרם",
    ("social", "skype"): "skype, skype id, סקייפ",
    ("other", ""): "other channel",
}
_LABEL_WORDS = {
    "work": "work, business, office, company, direct, בעבודה, עבודה, משרד, במשרד, עסק, עסקי, בעסק",
    "home": "home, private, personal, residence, house, בית, בבית, פרטי, אישי",
    "mobile": "mobile, cell, נייד",
    "fax": "fax, פקס",
    "other": "other, secondary, additional, alternative, alternate, car, second, אחר, נוסף, משני",
    "main": "main, primary, default, company main, ראשי, עיקרי",
}
_DIGITS = re.compile(r"\d+")
_PARTS = {"label": "label", "type": "label", "primary": "primary", "invalid": "invalid", "optedout": "opted_out"}


def field_named(key: str, kind: str) -> str:
    """The field that a column with this `header_key` means by itself, or ""."""
    return _field_names(kind).get(key, "")


def channel_named(key: str) -> Target | None:
    """The channel that a column with this `header_key` holds a value, a label or a mark of."""
    digits = _DIGITS.search(key)
    number = int(digits[0]) if digits and len(digits[0]) < 3 else 0
    word = _DIGITS.sub("", key) if number else key
    # "Phone 1 primary" marks the first phone, where "Primary phone" is one itself.
    if number and word.endswith("primary"):
        return _part_named(word, number)
    found = _channel_names().get(word.removesuffix("value")) or _channel_names().get(word)
    if found:
        return Target(found[0], True, "", number, found[1])
    return _part_named(word, number)


def _part_named(word: str, number: int) -> Target | None:
    for ending, part in _PARTS.items():
        described = _channel_names().get(word.removesuffix(ending)) if word.endswith(ending) else None
        if described:
            return Target(described[0], True, part, number)
    return None


def label_named(text: str) -> str:
    """A channel's label in the usual set where it means one of them, else as it is written."""
    return _labels().get(header_key(text), text)


def is_known_header(header: str) -> bool:
    """Whether any entity has a field or channel of this name."""
    key = header_key(header)
    return any(field_named(key, kind) for kind in _TABLES) or channel_named(key) is not None


_TABLES = {CONTACTS: {**_SHARED, **_CONTACT}, COMPANIES: {**_SHARED, **_COMPANY}, **LINKED_NAMES}


def _keys(names: str) -> list[str]:
    return [header_key(name) for name in names.split(",")]


@cache
def _field_names(kind: str) -> dict[str, str]:
    table = _TABLES[kind]
    written = {header_key(field): field for field in table}
    return written | {key: field for field, names in table.items() for key in _keys(names)}


@cache
def _labels() -> dict[str, str]:
    return {key: label for label, names in _LABEL_WORDS.items() for key in _keys(names)}


@cache
def _channel_names() -> dict[str, tuple[str, str]]:
    """Every type word alone and with a label word before or behind it: `workphone`, `phonework`, `faxother`."""
    names: dict[str, tuple[str, str]] = {}
    for (channel, implied), words in _CHANNEL_WORDS.items():
        for word in _keys(words):
            for label_word, label in _labels().items():
                pair = channel, implied if implied in ("mobile", "fax") else label
                names.setdefault(f"{label_word}{word}", pair)
                names.setdefault(f"{word}{label_word}", pair)
    for (channel, implied), words in _CHANNEL_WORDS.items():
        names.update(dict.fromkeys(_keys(words), (channel, implied)))
    return names
