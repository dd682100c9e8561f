"""The people at the firms around the studio, and those who work for it without one."""

from smallcrm.core.demo.shapes import Birthday, Person
from smallcrm.records.contacts import ContactKind

COMPANY_PEOPLE = (
    Person(
        "nimrod", "נמרוד אשכנזי", ContactKind.CUSTOMER, phones=("050-555-0201", "04-555-0110"),
        whatsapp=("050-555-0201",), email="nimrod@nimrod.example", company="cafe-nimrod", job_title="בעלים",
        source="נכנס מהרחוב", birthday=Birthday(33, 1976), cadence="30d", tags=("wholesale",), known_for=640,
        notes="לא להתקשר בין 8 ל-10, שעת העומס.",
    ),
    Person(
        "tal", "טל רגב", ContactKind.CUSTOMER, phones=("054 555 0202",), email="tal@nimrod.example",
        company="cafe-nimrod", job_title="מנהלת משמרת", tags=("wholesale",),
    ),
    Person(
        "ronit", "רונית אביב", ContactKind.CUSTOMER, phones=("04-555-0100 ext 12", "052-555-0203"),
        email="ronit@alpha.example", company="alpha", job_title="מנהלת משרד", source="google",
        birthday=Birthday(229, 1980), cadence="45d", tags=("office",), known_for=510,
    ),
    Person(
        "moshe", "משה קדוש", ContactKind.CUSTOMER, phones=("04-555-0100",), email="finance@alpha.example",
        company="alpha", job_title='סמנכ"ל כספים', tags=("office",), notes="חשבוניות רק עם מספר הזמנת רכש.",
    ),
    Person(
        "gali", "גלי הראל", ContactKind.CUSTOMER, phones=("04 555 0100",), email="gali@alpha.example",
        company="alpha", job_title="משאבי אנוש", tags=("office",),
    ),
    Person(
        "elias", "אליאס חדאד (Elias)", ContactKind.PARTNER, phones=("050-5550204",), whatsapp=("050-5550204",),
        email="elias@carmelhalls.example", company="carmel-halls", job_title="מנהל אירועים", cadence="45d",
        birthday=Birthday(275, 1972), tags=("wedding",), known_for=700,
    ),
    Person(
        "sigal", "סיגל ממן", ContactKind.PARTNER, phones=("04-555-0120",), email="office@carmelhalls.example",
        company="carmel-halls", job_title="הנהלת חשבונות",
    ),
    Person(
        "boaz", "בועז שקד", ContactKind.PARTNER, "טבעון", phones=("052-555-0205",), email="boaz@shaked.example",
        company="shaked", job_title="בעלים", cadence="90d", tags=("wedding",),
    ),
    Person(
        "adi", "Adi Rosenfeld", ContactKind.CUSTOMER, "יקנעם", phones=("+972-52-555-0206",), email="adi@beta.example",
        company="beta", job_title="Workplace Manager", language="en", source="LinkedIn", cadence="30d",
        tags=("vip", "office"),
    ),
    Person(
        "kevin", "Kevin O'Neill", ContactKind.PROSPECT, "Dublin", phones=("+353 20 915 0207",),
        email="kevin@beta.example", company="beta", job_title="VP Operations", language="en", country="IE",
        source="Adi Rosenfeld", tags=("office",),
    ),
    Person(
        "ilan", "Ilan Porat (אילן)", ContactKind.PROSPECT, phones=("054-555-0208",), email="ilan@roasters.example",
        company="roasters", job_title="Founder", source="קפה נמרוד", tags=("wholesale",),
        notes="רוצה עוגות אישיות שמתאימות לקפה חומצי. פותח סניף שני.",
    ),
    Person(
        "jamil", "ג'מיל סעיד", ContactKind.SUPPLIER, "כרמיאל", phones=("050 555 0209",), email="jamil@mills.example",
        company="galilee-mills", job_title="מכירות", tags=("supplies",), known_for=800,
    ),
    Person(
        "orit", "אורית לביא", ContactKind.SUPPLIER, "יקנעם המושבה", phones=("0545550210",),
        email="orders@rakefet.example", company="rakefet", job_title="הזמנות", tags=("supplies",), known_for=790,
    ),
    Person(
        "pnina", "פנינה שוורץ", ContactKind.SUPPLIER, "תל אביב", phones=("03-555-0180",),
        email="pnina@packribbon.example", company="pack-ribbon", job_title="Account manager", tags=("supplies",),
        birthday=Birthday(140), known_for=600,
    ),
    Person(
        "vered", "ורד בן דוד", ContactKind.CUSTOMER, "נשר", phones=("04-555-0190",), email="vered@oranim.example",
        company="oranim", job_title="מזכירות", source="ועד הורים",
    ),
    Person(
        "assaf", "אסף טל", ContactKind.LEAD, "נשר", phones=("04-555-0190 שלוחה 3",), email="principal@oranim.example",
        company="oranim", job_title="מנהל בית הספר", source="ורד בן דוד",
    ),
    Person(
        "marc", "Marc Dubois", ContactKind.PROSPECT, phones=("+33 1 99 00 02 11", "054-555-0211"),
        email="marc@hotelbatgalim.example", company="hotel", job_title="Food & Beverage", language="en",
        source="trade fair", tags=("wholesale",), notes="Wants breakfast pastry for 70 rooms, six days a week.",
    ),
    Person(
        "keren", "קרן אוחיון", ContactKind.PROSPECT, phones=("04-555-0200",), email="keren@hotelbatgalim.example",
        company="hotel", job_title="רכש", source="Marc Dubois",
    ),
    Person(
        "naama", 'ד"ר נעמה סער', ContactKind.CUSTOMER, phones=("04-555-0210",), email="naama@saar.example",
        company="saar-dental", job_title="רופאת שיניים", source="המלצה של מיכל פרץ", tags=("vip", "office"),
        birthday=Birthday(47, 1976),
    ),
    Person(
        "or", "אור מלכה", ContactKind.PARTNER, phones=("053-555-0212",), email="or@orphoto.example",
        company="or-photo", job_title="צלם", social="@or.malka.photo", cadence="60d", tags=("wedding",),
    ),
    Person(
        "neta", "נטע ירון", ContactKind.FORMER, "ספיר", phones=("052-555-0213",), email="neta@neshima.example",
        company="neshima", job_title="בעלים", known_for=520,
    ),
    Person(
        "barak", "ברק שמש", ContactKind.OTHER, phones=("04-555-0220",), email="barak@shemesh-cpa.example",
        company="barak-cpa", job_title="רואה חשבון", known_for=900,
    ),
    Person(
        "uri", "אורי כץ", ContactKind.SUPPLIER, phones=("058-555-0214",), whatsapp=("058-555-0214",),
        source="המלצה של נמרוד", tags=("delivery",), notes="שליח עם רכב מקורר. לא עובד במוצאי שבת.",
    ),
    Person(
        "pavel", "Pavel Novak", ContactKind.SUPPLIER, "קריית אתא", phones=("050-555-0215",), language="ru",
        job_title="Refrigeration technician", tags=("supplies",), known_for=450,
    ),
    Person(
        "noga", "נוגה לב (Noga Lev)", ContactKind.OTHER, "תל אביב", email="noga@sweetcity.example",
        social="@noga.eats", source="instagram", job_title="Food writer",
    ),
)  # fmt: skip
