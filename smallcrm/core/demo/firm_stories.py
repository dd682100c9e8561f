"""What happened with the firms around the studio in a year, as it was noted down."""

from smallcrm.core.demo.shapes import Beat, Story

FIRM_STORIES = (
    Story(("nimrod",), (
        Beat(233, "10:40 call in complaint negative 6", "חסרו ארבעה קרואסונים במשלוח הבוקר"),
        Beat(232, "07:50 visit out complaint positive 10", "הבאתי שישה ונשארתי לקפה. סגור ביחסים טובים"),
        Beat(101, "10:30 call in sale positive 12", "מוסיף שתי עוגות גזר לשבוע, הקהל מהכתבה שואל עליהן"),
        Beat(60, "10:20 call in billing neutral 5", "מבקש לעבור לשוטף + 45. סיכמנו שוטף + 30 ומחיר קבוע לשנה"),
        Beat(18, "10:35 call out sale reached 8", "הצעתי לו שטרודל \"חנה\" לסופי שבוע. רוצה לנסות שישה"),
    )),
    Story(("tal", "nimrod"), (
        Beat(77, "16:00 meeting out service positive 40", "הדרכת צוות: איך לפרוס עוגת מוס בלי לבכות"),
    )),
    Story(("ronit",), (
        Beat(66, "09:30 call in sale positive 11", "הרמת כוסית ל-80 עובדים, קינוחים בכוסות, הכול פרווה"),
        Beat(61, "11:45 fax in billing -", "הזמנת רכש 7731, בפקס, כמו בשנות התשעים"),
        Beat(55, "13:00 visit out service positive 60", "הגשה במשרד. נשארו שתי כוסות, המנכ\"ל לקח אותן הביתה"),
        Beat(54, "09:15 email in praise positive", "\"בפעם הבאה תכפילו את הפיסטוק\""),
    )),
    Story(("gali",), (
        Beat(144, "10:10 call in sale neutral 7", "יום כיף לעובדים: סדנת קישוט עוגיות, 25 משתתפים?"),
        Beat(136, "09:50 email out sale -", "הצעה לסדנה: 95 ש\"ח למשתתף, שעה וחצי"),
        Beat(121, "17:00 meeting out service positive 110", "הסדנה התקיימה. מישהו קישט את הלוגו של המתחרים"),
    )),
    Story(("moshe",), (
        Beat(28, "11:10 call out billing reached 4", "חשבונית 1042 לא נקלטה, חסר מספר הזמנת רכש"),
        Beat(27, "09:40 email out billing -", "נשלחה שוב חשבונית 1042 עם הזמנת רכש 7731"),
        Beat(9, "11:00 call out billing left_message", "השארתי הודעה במזכירות: התשלום באיחור"),
    )),
    Story(("adi",), (
        Beat(285, "10:00 email in sale neutral", "Beta Labs wants a monthly happy hour for 60, three vegan trays"),
        Beat(278, "14:30 meeting out sale positive 35", "Tasting in Yokneam. The vegan brownies won over the others"),
        Beat(190, "15:10 chat in complaint negative", "Labels were missing: nobody knew which tray had nuts"),
        Beat(189, "09:15 call out complaint reached 9", "Apologised, printed labels for every tray from now on"),
        Beat(162, "16:00 email in praise positive", "Labels are perfect, even in English"),
    )),
    Story(("adi", "kevin"), (
        Beat(22, "14:00 meeting out sale positive 50", "Kevin visits from Dublin: plans a launch party for 250 people"),
    )),
    Story(("kevin",), (
        Beat(15, "16:15 email out sale -", "Sent the outline for the launch party: three stations and a logo cake"),
    )),
    Story(("elias",), (
        Beat(237, "12:05 call in sale positive 4", "שולח אלינו זוג: דנה ויואב"),
        Beat(124, "13:45 call out service reached 6", "תיאום פריקה לחתונה של דנה: שער אחורי, 15:30"),
        Beat(25, "13:30 call in sale positive 5", "שולח אלינו את מאיה ברגר, 120 אורחים"),
    )),
    Story(("sigal",), (
        Beat(116, "10:25 email out billing -", "חשבונית עמלות לאישור"),
        Beat(110, "12:50 call in billing neutral 5", "העמלה חושבה לפני מע\"מ, תיקנו יחד"),
    )),
    Story(("boaz",), (
        Beat(59, "12:30 call in sale positive 5", "שולח אלינו את נועה שלו, עוגה ערומה"),
    )),
    Story(("ilan",), (
        Beat(91, "15:30 visit out sale positive 40", "היכרות בבית הקלייה. נמרוד דיבר עלינו טובות"),
        Beat(80, "10:15 email out sale -", "מחירון סיטונאי ודוגמאות של עוגות אישיות"),
        Beat(68, "11:50 call out sale no_answer", "ניסיתי לברר איך היו הדוגמאות"),
        Beat(67, "12:20 call in sale positive 10", "הבסק שרוף נגמר תוך שעה. רוצה 20 ליום כשהסניף השני ייפתח"),
        Beat(30, "15:00 visit out sale neutral 30", "הסניף השני מתעכב ברישוי. ביקש להמשיך לדבר"),
        Beat(6, "12:05 whatsapp in sale positive", "יש רישיון! בוא נטעם שוב ונסגור כמויות"),
    )),
    Story(("marc",), (
        Beat(73, "13:10 other in sale neutral", "Met at the trade fair, took a card and ate three danishes"),
        Beat(65, "11:40 call out sale reached 14", "Breakfast for 70 rooms, six days, delivery at 05:30"),
        Beat(51, "09:30 visit out sale positive 60", "Tasting with the chef. Butter croissant yes, almond too sweet"),
        Beat(40, "10:50 email out sale -", "Quote for the breakfast contract, three price levels"),
        Beat(23, "12:40 call out sale reached 8", "Purchasing wants a lower price from 300 pieces a day"),
        Beat(10, "11:30 call out sale left_message", "Left word at the hotel about the second tasting"),
    )),
    Story(("keren",), (
        Beat(22, "10:45 email in billing neutral", "מבקשת אישור ניהול ספרים, ביטוח ותעודת כשרות"),
        Beat(20, "09:20 email out billing -", "נשלחו כל האישורים, חסר רק הביטוח המעודכן"),
    )),
    Story(("vered",), (
        Beat(327, "12:00 call in sale positive 8", "120 עוגיות ליום הספורט, ללא אגוזים"),
        Beat(320, "08:30 visit out service positive 20", "נמסר בשער. השומר קיבל עוגייה"),
        Beat(34, "12:10 call in sale neutral 7", "מסיבת סיום: 300 עוגיות עם סמל בית הספר, צריך הצעה"),
    )),
    Story(("naama",), (
        Beat(13, "13:20 sms in sale positive", "עוגת שוקולד ללא סוכר ליום השנה של המרפאה, 15 איש"),
    )),
    Story(("or",), (
        Beat(173, "10:30 meeting none general positive 60", "צילומים לאתר: 12 עוגות בבוקר אחד, אחת נפלה לו מהיד"),
        Beat(120, "11:15 email in service positive", "שלח תמונות מהחתונה של דנה, מרשה להשתמש"),
        Beat(69, "10:40 call out general positive 12", "מחליפים המלצות. יש לו שלוש חתונות לעונה"),
    )),
    Story(("neta",), (
        Beat(340, "09:45 call in sale positive 5", "מגש בריאות לסדנת בוקר"),
        Beat(255, "10:05 call in general neutral 10", "סוגרת את הסטודיו ועוברת לערבה. נפרדנו יפה"),
    )),
    Story(("pavel",), (
        Beat(267, "07:45 call out service reached 3", "The display fridge shows 11 degrees, come now"),
        Beat(266, "08:30 visit in service positive 120", "Changed the compressor, one year warranty"),
        Beat(84, "08:15 visit in service positive 60", "Yearly check of both fridges. Door seal next time"),
    )),
    Story(("cafe-nimrod",), (
        Beat(145, "09:00 note none general -", "חוזה אספקה לשנה נחתם ונמצא בתיקייה הכחולה"),
    )),
    Story(("galilee-mills",), (
        Beat(97, "11:30 letter in billing neutral", "הודעה על התייקרות הקמח ב-6% מהחודש הבא"),
    )),
)  # fmt: skip
