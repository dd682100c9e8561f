"""What comes back every few weeks: standing orders, deliveries, invoices, supplies."""

from smallcrm.core.demo.shapes import Routine

ROUTINES = (
    Routine("nimrod", 14, 357, 7, "11:10 whatsapp in sale positive", (
        "הזמנה קבועה: 40 קרואסונים, 3 עוגות גבינה, 2 שוקולד",
        "הזמנה קבועה, פלוס 20 רוגלך לסוף השבוע",
        "הזמנה קבועה, בלי עוגת השוקולד – המקרר שלו מתוקן רק מחר",
        "הזמנה קבועה ועוד מגש ללא גלוטן",
        "60 קרואסונים השבוע, יש לו הופעה בערב",
    )),
    Routine("tal", 28, 345, 9, "07:40 visit out service positive 15", (
        "פריקה מהכניסה האחורית, הכול תקין",
        "החזירה שתי תבניות, ביקשה תוויות גדולות יותר",
        "פריקה. טעמה את הטארט החדש ואישרה",
    )),
    Routine("ronit", 30, 340, 10, "09:20 email in sale -", (
        "רשימת ימי ההולדת של החודש: חמש עוגות",
        "רשימת ימי ההולדת: שלוש עוגות, אחת טבעונית",
        "רשימת ימי ההולדת: ארבע עוגות ובלון",
    )),
    Routine("moshe", 30, 335, 35, "12:10 email out billing -", (
        "חשבונית חודשית נשלחה",
        "חשבונית חודשית עם פירוט לפי מחלקה, כפי שביקש",
    )),
    Routine("adi", 28, 262, 10, "10:30 email in sale -", (
        "Happy hour order: six trays, three vegan",
        "Happy hour order: seven trays, a birthday among them",
        "Happy hour order: six trays, delivery an hour earlier",
        "Happy hour order: five trays, half the team is travelling",
    )),
    Routine("adi", 28, 259, 7, "15:15 call out service reached 4", (
        "Everything arrived, vegan trays went first",
        "Arrived in time; asked for more forks",
        "Good feedback from the team, same again",
    )),
    Routine("rachel", 14, 350, 8, "08:20 whatsapp in sale positive", (
        "מגש קינוחים פרווה לשבת, לאסוף בשישי ב-11",
        "מגש לשבת, הפעם עם טארט תפוחים",
        "שני מגשים, הנכדים באים",
        "מגש לשבת, בלי קוקוס",
    )),
    Routine("jamil", 21, 348, 12, "08:10 call out general reached 5", (
        "הוזמנו 4 שקי קמח לבן ושק מלא",
        "הוזמנו 3 שקים, האספקה מחר עד 10",
        "הוזמנו 5 שקים לפני עליית המחיר",
        "קמח שקדים חסר אצלם, נבדוק בעוד שבוע",
    )),
    Routine("orit", 14, 354, 4, "08:30 call out general reached 4", (
        "חמאה 20 ק\"ג, שמנת 30 ליטר, גבינה 12 ק\"ג",
        "חמאה 24 ק\"ג, שמנת 30 ליטר. מחר בבוקר",
        "שמנת בלבד, החמאה מספיקה לשבוע",
        "הזמנה רגילה, זיכוי על קרטון שהגיע פתוח",
    )),
    Routine("pnina", 45, 330, 15, "13:40 email out general -", (
        "Reorder: 300 cake boxes 28 cm, satin ribbon in white",
        "Reorder: 200 boxes, 500 cupcake cups, gold stickers",
    )),
    Routine("uri", 21, 343, 7, "14:45 sms out service reached", (
        "שני משלוחים לכרמל, אחד לנשר, יציאה ב-13:00",
        "משלוח ליקנעם, לקרר ל-4 מעלות",
        "שלושה משלוחים, לשלוח הודעה ללקוח ביציאה",
    )),
    Routine("elias", 30, 333, 33, "13:15 call out sale reached 7", (
        "עברנו על לוח האירועים של החודש, שני זוגות בשבילנו",
        "ערב טעימות באולם, מביאים שלוש עוגות",
        "עברנו על לוח האירועים, חודש שקט",
    )),
    Routine("boaz", 60, 308, 68, "12:15 call in sale positive 6", (
        "אירוע בגן בסוף החודש, מחפשים שולחן קינוחים",
        "שבת חתן, 50 איש, עוגות שמרים",
    )),
    Routine("naama", 55, 288, 68, "13:05 sms in sale positive", (
        "עוגה ללא סוכר לישיבת צוות",
        "עוגת גזר ללא סוכר, 10 איש, לאסוף בצהריים",
    )),
    Routine("barak", 60, 325, 25, "14:20 email out billing -", (
        "חומר לדו\"ח מע\"מ דו-חודשי",
        "חומר לדו\"ח מע\"מ, כולל חשבוניות הספקים",
    )),
    Routine("gali", 90, 315, 45, "10:55 call in sale positive 5", (
        "סלסלת ברוך הבא לעובדים חדשים",
        "עוגת פרידה לעובדת שיוצאת לפנסיה",
    )),
)  # fmt: skip
