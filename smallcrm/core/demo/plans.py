"""What is to be done, what was done, and what was called off."""

from smallcrm.core.demo.shapes import Plan
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority

CALL, EMAIL, MEETING, SEND_QUOTE, OTHER = FollowUpKind

NOBODY = ""

OVERDUE = (
    Plan("anat", -6, CALL, "לנסות שוב, הפעם בערב", -18, first_due=-16, snoozes=2, notes="שתי דחיות: אין מענה"),
    Plan("marc", -4, CALL, "Set a date for the second tasting", -10),
    Plan("moshe", -3, CALL, "תשלום חשבונית 1042", -9, priority=Priority.HIGH),
    Plan("maya", -2, SEND_QUOTE, "הצעת מחיר ל-120 אורחים, שתי אפשרויות", -12, priority=Priority.HIGH),
    Plan("emily", -1, EMAIL, "Send the second design", -15),
)

DUE_TODAY = (
    Plan("hila", 0, CALL, "עוגה לברית – לחזור אליה עוד היום", -2, time="09:30", priority=Priority.HIGH),
    Plan("ilan", 0, MEETING, "טעימה בבית הקלייה וסגירת כמויות", -6, time="15:30"),
    Plan("nimrod", 0, CALL, "הזמנה קבועה: לוודא כמויות", -14, repeat="2w"),
    Plan("shira", 0, EMAIL, "Confirm the flavours with Liya: caramel or coffee", -3),
    Plan(NOBODY, 0, OTHER, "להזמין בלוני גז ונרות לחלון הראווה", -5, priority=Priority.LOW),
)

AHEAD = (
    Plan("nadav", 1, CALL, "תשובה על הדינוזאור", -4),
    Plan("noa", 3, CALL, "נועה: תאריך ועוגה ערומה", -9),
    Plan("kevin", 4, EMAIL, "Launch party: ask for the final number of guests", -15),
    Plan("keren", 5, EMAIL, "לשלוח ביטוח מעודכן", -20, first_due=-2, snoozes=1),
    Plan("vered", 6, SEND_QUOTE, "הצעה ל-300 עוגיות עם סמל", -8, first_due=-1, snoozes=1),
    Plan("fatima", 8, MEETING, "עיצוב סופי לחתונה", -10, time="18:00"),
    Plan(NOBODY, 9, OTHER, "חידוש רישיון עסק בעירייה", -30),
    Plan("galilee-mills", 11, CALL, "לנהל משא ומתן על מחיר הקמח", -7),
    Plan("adi", 13, EMAIL, "Happy hour: menu for next month", -7),
    Plan("inbal", 16, CALL, "חצי עוגה: לאשר צבעים", -6),
    Plan("barak", 24, EMAIL, 'לאסוף חומר לדו"ח מע"מ', -25, repeat="2m"),
    Plan("ruth", 22, CALL, "Noam's goalkeeper: how many guests?", -20),
    Plan("dana", 30, CALL, "עוגה ליום ההולדת של יואב", -41),
    Plan("james", 95, EMAIL, "His mother's birthday is coming up", -69, priority=Priority.LOW),
    Plan("pavel", 80, CALL, "Door seal of the display fridge", -84, priority=Priority.LOW),
)

DONE = FollowUpStatus.DONE

CLOSED = (
    Plan("dana", -226, SEND_QUOTE, "הצעת מחיר לעוגת חתונה", -228, status=DONE, result='נשלח, 3,400 ש"ח'),
    Plan("dana", -219, CALL, "מה עם ההצעה?", -226, status=DONE, result="רוצים קומה אחת מדומה"),
    Plan("dana", -118, CALL, "יתרת תשלום ותמונות", -122, status=DONE, result="שולם, מותר לפרסם"),
    Plan("fatima", -286, SEND_QUOTE, "הצעה למסיבת אירוסין", -289, status=DONE, result='נשלח, 5,100 ש"ח'),
    Plan("fatima", -44, MEETING, "סקיצות לחתונה", -72, time="18:00", status=DONE, result="קליגרפיה בזהב"),
    Plan("michal", -169, CALL, "להתנצל על האיחור", -170, priority=Priority.HIGH, status=DONE, result="זיכוי 50%"),
    Plan("michal", -98, CALL, "לבדוק שהכול בסדר", -166, status=DONE, result="תזמין שוב"),
    Plan("nimrod", -232, MEETING, "להביא את הקרואסונים החסרים", -233, status=DONE, result="סגור"),
    Plan("nimrod", -28, CALL, "הזמנה קבועה: לוודא כמויות", -42, repeat="2w", status=DONE, result="כרגיל"),
    Plan("nimrod", -14, CALL, "הזמנה קבועה: לוודא כמויות", -28, repeat="2w", status=DONE, result="60 קרואסונים"),
    Plan("adi", -189, CALL, "Labels on every tray", -190, priority=Priority.HIGH, status=DONE, result="Apologised"),
    Plan("adi", -22, MEETING, "Meet Kevin from Dublin", -30, time="14:00", status=DONE, result="Party for 250"),
    Plan("gali", -136, SEND_QUOTE, "הצעה לסדנת עוגיות", -144, status=DONE, result='95 ש"ח למשתתף'),
    Plan("ilan", -67, CALL, "איך היו הדוגמאות?", -80, first_due=-68, snoozes=1, status=DONE, result="הבסק נגמר"),
    Plan("marc", -40, SEND_QUOTE, "Quote for the breakfast contract", -51, status=DONE, result="Three price levels"),
    Plan("emily", -27, EMAIL, "Send the first sketch", -34, status=DONE, result="Sent, $1,450"),
    Plan("shira", -29, SEND_QUOTE, "הצעה לבת מצווה", -32, status=DONE, result='2,200 ש"ח'),
    Plan("nadav", -13, SEND_QUOTE, "הצעה לטי-רקס", -16, status=DONE, result='620 ש"ח'),
    Plan("hanna", -197, CALL, "להודות על המתכון", -199, status=DONE, result='שטרודל "חנה" נולד'),
    Plan("pavel", -84, CALL, "Yearly check of the fridges", -120, status=DONE, result="Both fine"),
    Plan(NOBODY, -50, OTHER, "לחדש ביטוח", -60, status=DONE, result="חודש לשנה"),
    Plan("david", -60, CALL, "לשאול אם הכול בסדר", -75, status=FollowUpStatus.CANCELLED),
)

PLANS = (*CLOSED, *OVERDUE, *DUE_TODAY, *AHEAD)
