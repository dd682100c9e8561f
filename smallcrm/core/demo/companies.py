"""The firms around the studio: cafés, offices, halls and suppliers."""

from smallcrm.core.demo.shapes import Firm
from smallcrm.records.contacts import ContactKind

FIRMS = (
    Firm(
        "cafe-nimrod", "קפה נמרוד", ContactKind.CUSTOMER, "café", "חיפה",
        domain="nimrod.example", address="שדרות הגפן 14", tax_id="514000018",
        phones=("04-555-0110",), tags=("wholesale", "cakes"),
        notes="הזמנה קבועה כל שבועיים. פריקה רק עד 8:00, מהכניסה האחורית.", known_for=640,
    ),
    Firm(
        "alpha", 'חברת אלפא בע"מ', ContactKind.CUSTOMER, "insurance", "חיפה",
        domain="alpha.example", address="דרך העצמאות 61", tax_id="514000026",
        phones=("switchboard=04-555-0100",), tags=("office",),
        notes="עוגה לכל יום הולדת של עובד, תשלום שוטף + 30.", known_for=510,
    ),
    Firm(
        "carmel-halls", "אולמי הכרמל (Carmel Halls)", ContactKind.PARTNER, "event hall", "חיפה",
        domain="carmelhalls.example", address="דרך הים 3", phones=("04-555-0120",), tags=("wedding",),
        notes="They send us couples; 8 % commission on wedding cakes.", known_for=700,
    ),
    Firm(
        "shaked", "גן אירועים שקד", ContactKind.PARTNER, "event garden", "טבעון",
        domain="shaked.example", phones=("04-555-0130",), tags=("wedding",), known_for=480,
    ),
    Firm(
        "beta", "Beta Labs Ltd.", ContactKind.CUSTOMER, "software", "יקנעם",
        domain="beta.example", address="6 HaTavor St.", tax_id="514000034", phones=("+972-4-555-0140",),
        tags=("office",), notes="Monthly happy hour for 60. Always three vegan trays.", known_for=430,
    ),
    Firm(
        "roasters", "Port City Roasters", ContactKind.PROSPECT, "coffee roastery", "חיפה",
        domain="roasters.example", address="רחוב הנמל 22", phones=("04-555-0150",), tags=("wholesale",), known_for=95,
    ),
    Firm(
        "galilee-mills", "טחנות הגליל", ContactKind.SUPPLIER, "flour mill", "כרמיאל",
        domain="mills.example", tax_id="514000042", phones=("orders=1-800-555-016", "04-555-0160"),
        tags=("supplies",), known_for=800,
    ),
    Firm(
        "rakefet", "מחלבת רקפת", ContactKind.SUPPLIER, "dairy", "יקנעם המושבה",
        domain="rakefet.example", phones=("04-555-0170",), tags=("supplies",), known_for=790,
    ),
    Firm(
        "pack-ribbon", "Pack & Ribbon", ContactKind.SUPPLIER, "packaging", "תל אביב",
        domain="packribbon.example", phones=("03-555-0180",), tags=("supplies",), known_for=600,
    ),
    Firm(
        "oranim", "בית ספר אורנים", ContactKind.CUSTOMER, "school", "נשר",
        domain="oranim.example", phones=("04-555-0190",), tags=("cakes",),
        notes="רק מוצרים ללא אגוזים, בלי יוצא מן הכלל.", known_for=330,
    ),
    Firm(
        "hotel", "Hotel Bat Galim", ContactKind.PROSPECT, "hotel", "חיפה",
        domain="hotelbatgalim.example", address="1 Promenade", phones=("*5550", "04-555-0200"),
        tags=("wholesale",), known_for=75,
    ),
    Firm(
        "saar-dental", 'מרפאת שיניים ד"ר סער', ContactKind.CUSTOMER, "clinic", "חיפה",
        phones=("04-555-0210",), tags=("office",), notes="רק עוגות ללא סוכר, וזו לא בדיחה.", known_for=400,
    ),
    Firm(
        "or-photo", "צילום אור (Or Photography)", ContactKind.PARTNER, "photography", "חיפה",
        domain="orphoto.example", tags=("wedding",), known_for=420,
    ),
    Firm(
        "neshima", "סטודיו נשימה", ContactKind.FORMER, "yoga", "חיפה",
        domain="neshima.example", notes="נסגר; הבעלים עברה לערבה.", known_for=520,
    ),
    Firm(
        "barak-cpa", 'משרד רו"ח ברק שמש ושות\'', ContactKind.OTHER, "accounting", "חיפה",
        domain="shemesh-cpa.example", phones=("04-555-0220",), known_for=900,
    ),
)  # fmt: skip
