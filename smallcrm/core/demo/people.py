"""The private customers of the studio: couples, families, and those who left."""

from smallcrm.core.demo.shapes import Birthday, Person
from smallcrm.records.contacts import ContactKind

PRIVATE_PEOPLE = (
    Person(
        "dana", "דנה כהן (Dana)", ContactKind.CUSTOMER, phones=("050-555-0101",), whatsapp=("050-555-0101",),
        email="dana@kahol.example", source="instagram", birthday=Birthday(148, 1992), tags=("vip", "wedding", "cakes"),
        notes="אלרגית לשקדים. העוגה של החתונה: לימון ופיסטוק, 3 קומות.",
    ),
    Person(
        "maya", "מאיה ברגר", ContactKind.PROSPECT, "קריית ביאליק", phones=("0525550102",), email="maya@berger.example",
        source="אולמי הכרמל", tags=("wedding",), notes="120 אורחים, בר קינוחים וגם עוגה. התקציב של ההורים.",
    ),
    Person(
        "noa", "נועה שלו (Noa Shalev)", ContactKind.PROSPECT, "טבעון", phones=("+972-54-555-0103",),
        email="noa@shalev.example", source="גן אירועים שקד", birthday=Birthday(61, 1996), tags=("wedding",),
    ),
    Person(
        "emily", "Emily Carter", ContactKind.PROSPECT, "Boston", phones=("+1 (617) 555-0104",),
        email="emily@carter.example", language="en", country="US", source="google", tags=("wedding",),
        notes="Destination wedding at the German Colony, 40 guests. Seven hours behind us.",
    ),
    Person(
        "ruth", "Ruth Abramson", ContactKind.CUSTOMER, phones=("04-555-0105", "mobile=054-555-0105"),
        email="ruth@abramson.example", language="en", source="neighbour", birthday=Birthday(211), cadence="90d",
        tags=("vip", "cakes"), notes="Five grandchildren, five birthday cakes a year. Never marzipan.",
    ),
    Person(
        "michal", "מיכל פרץ", ContactKind.CUSTOMER, phones=("053 555 0106",), email="michal@peretz.example",
        source="facebook", birthday=Birthday(203, 1984), tags=("cakes",),
        notes="לאחר האיחור: תמיד לתאם שעה מדויקת ולשלוח הודעה כשהשליח יוצא.",
    ),
    Person(
        "eitan", "איתן רוזן", ContactKind.CUSTOMER, "נשר", phones=("(050) 555-0107",), email="eitan@rosen.example",
        source="google", tags=("cakes",),
    ),
    Person(
        "shira", "שירה אלון", ContactKind.CUSTOMER, phones=("058-555-0108",), whatsapp=("058-555-0108",),
        email="shira@alon.example", source="המלצה של דנה כהן", birthday=Birthday(190, 1980), tags=("cakes",),
        notes="בת מצווה לליה: ורוד ובורדו, בלי בצק סוכר.",
    ),
    Person(
        "gil", "גיל דהן", ContactKind.CUSTOMER, "קריית מוצקין", phones=("00972 52 555 0109",),
        email="gil@dahan.example", source="שילוט", birthday="1988-02-29", cadence="120d", tags=("cakes",),
        notes="נולד ב-29 בפברואר ומקבל עוגה שלמה רק פעם בארבע שנים, לדבריו.",
    ),
    Person(
        "hanna", "חנה וייס", ContactKind.CUSTOMER, phones=("04-555-0111",), source="חברה ותיקה", birthday=Birthday(16),
        tags=("vip",), notes="בת 84. מעדיפה טלפון בבוקר. שומעת לא טוב, לדבר לאט.", known_for=700,
    ),
    Person(
        "orna", "אורנה לוי", ContactKind.CUSTOMER, "טירת כרמל", phones=("home=04-555-0123", "054-555-0124"),
        email="orna@levi.example", source="facebook", birthday=Birthday(282, 1976), tags=("cakes",),
    ),
    Person(
        "avi", "אבי לוי", ContactKind.CUSTOMER, "טירת כרמל", phones=("home=045550123",), email="avi@levi.example",
        source="אורנה", tags=("cakes",), notes="בעלה של אורנה. הוא מי שאוסף.",
    ),
    Person(
        "anat", "ענת שגב", ContactKind.LEAD, phones=("972525550125",), email="anat@segev.example", source="האתר",
        tags=("cakes",), notes="השאירה פרטים באתר: עוגת גיל 50 לבעל.",
    ),
    Person(
        "omri", "עומרי נחום", ContactKind.LEAD, "עתלית", phones=("054-5550126",), source="יריד חתונות", cadence="14d",
        tags=("wedding",), notes="השאיר כרטיס ביריד. מתחתנים בשנה הבאה, עוד אין תאריך.", known_for=33,
    ),
    Person(
        "hila", "הילה נחמני", ContactKind.LEAD, phones=("050.555.0127",), email="hila@nachmani.example", source="האתר",
    ),
    Person(
        "nadav", "נדב שפירא", ContactKind.PROSPECT, "זכרון יעקב", phones=("052-555-0128",),
        email="nadav@shapira.example", source="google", tags=("cakes",),
        notes="עוגת דינוזאור לבן 5. דינוזאור ירוק, לא סגול!",
    ),
    Person(
        "fatima", "פאטמה ח'ורי (Fatima)", ContactKind.CUSTOMER, phones=("+972 50 555 0129",),
        email="fatima@khoury.example", language="ar", source="המלצה של אליאס",
        birthday=Birthday(261, 1992), tags=("wedding", "cakes"),
    ),
    Person(
        "inbal", "ענבל צור", ContactKind.CUSTOMER, "קריית אתא", phones=("0505550130",), email="inbal@tzur.example",
        source="instagram", tags=("cakes",),
    ),
    Person(
        "rachel", "רחל מזרחי", ContactKind.CUSTOMER, phones=("04-5550131",), whatsapp=("053-555-0131",),
        source="שכנה", birthday=Birthday(120), tags=("vip",), notes="מגש קינוחים פרווה כל שבועיים, לאסוף בשישי.",
        known_for=600,
    ),
    Person(
        "david", "דוד ביטון", ContactKind.CUSTOMER, "עכו", phones=("054-555-0132",), email="david@biton.example",
        source="facebook", cadence="60d", tags=("cakes",), notes="ארבעה ילדים, ארבע עוגות בשנה. נעלם לנו.",
    ),
    Person(
        "yael", "יעל גולן", ContactKind.CUSTOMER, phones=("0522-555-133",), email="yael@golan.example",
        source="instagram", birthday=Birthday(178, 1988), cadence="90d", tags=("cakes",),
    ),
    Person(
        "svetlana", "Svetlana Orlova (סבטלנה)", ContactKind.CUSTOMER, phones=("+972-58-555-0134",),
        email="svetlana@orlova.example", language="ru", source="instagram", birthday=Birthday(4, 1984), tags=("cakes",),
        notes="Medovik for the whole family twice a year. Writes in Russian, speaks Hebrew.",
    ),
    Person(
        "james", "James Whitfield", ContactKind.CUSTOMER, "Leeds", phones=("+44 7700 900135",),
        email="james@whitfield.example", language="en", country="GB", source="google", birthday=Birthday(300, 1972),
        tags=("cakes",), notes="Orders for his mother in Ahuza. Pays by transfer, always early.",
    ),
    Person(
        "sarah", "Sarah Klein (שרה)", ContactKind.FORMER, "Berlin", phones=("+49 30 23125 136",),
        email="sarah@klein.example", language="en", country="DE", source="instagram", known_for=540,
        notes="עברה לברלין. ביקשה שנזכור אותה כשנפתח סניף שם.",
    ),
    Person(
        "lior", "ליאור אזולאי", ContactKind.FORMER, "קריית ים", phones=("050-555-0137",), email="lior@azoulay.example",
        source="facebook", do_not_contact="ביקש בכתב לא לקבל יותר הודעות", known_for=500,
    ),
)  # fmt: skip
