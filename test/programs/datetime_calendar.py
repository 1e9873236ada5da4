"""Dates and times: arithmetic, formatting, parsing, time zones, ISO calendar, recurrences, calendar pages."""

import calendar
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import islice, takewhile

d = date(2024, 2, 29)
print(d, repr(d), d.isoformat(), d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.timetuple().tm_yday, d.replace(year=2023, day=1), d.strftime("%A %d %B %Y %j %U %W %a %b %y %m"), d.ctime(), f"{d:%d/%m/%Y}")
print(d + timedelta(365), d - timedelta(weeks=1), date(2025, 1, 1) - d, date.fromordinal(738000), date.fromisoformat("2020-W53-5"), date.fromisocalendar(2020, 53, 7), date.min, date.max, d < date(2024, 3, 1), hash(d) == hash(date(2024, 2, 29)))
t = time(13, 5, 9, 45)
print(t, repr(t), t.isoformat("minutes"), t.strftime("%I:%M:%S %p %f"), time.fromisoformat("04:23:01.5+02:00"), t.replace(microsecond=0), time.min, time.max, time(0) == time.min, bool(time(0)))
delta = timedelta(days=-1, hours=5, minutes=30, seconds=15, milliseconds=7, microseconds=3)
print(delta, repr(delta), delta.total_seconds(), abs(delta), delta * 2, delta / 3, delta // timedelta(hours=1), delta % timedelta(hours=1), divmod(timedelta(1), timedelta(hours=7)), -delta, timedelta(0.5), timedelta(weeks=1.5), timedelta.max, timedelta(1) > timedelta(hours=23), sum([timedelta(1)] * 3, timedelta()), timedelta(1) / timedelta(hours=6), timedelta(seconds=1) * 0.3333333)
dt = datetime(2024, 3, 10, 1, 59, 30, 123456)
print(dt, repr(dt), dt.isoformat("T", "milliseconds"), dt.date(), dt.time(), dt + timedelta(seconds=31), datetime.combine(d, t), dt.strftime("%Y-%m-%dT%H:%M:%S.%f%z|%%|%-d" if False else "%Y-%m-%dT%H:%M:%S.%f|%%"), dt.ctime(), dt.timetuple()[:6])


class Eastern(tzinfo):
    """US Eastern time with the rules since 2007."""

    def _dst(self, dt):
        first = date(dt.year, 3, 8)
        start = first + timedelta((6 - first.weekday()) % 7)
        first = date(dt.year, 11, 1)
        end = first + timedelta((6 - first.weekday()) % 7)
        naive = dt.replace(tzinfo=None)
        return datetime.combine(start, time(2)) <= naive < datetime.combine(end, time(2))

    def utcoffset(self, dt):
        return timedelta(hours=-4 if self._dst(dt) else -5)

    def dst(self, dt):
        return timedelta(hours=1 if self._dst(dt) else 0)

    def tzname(self, dt):
        return "EDT" if self._dst(dt) else "EST"

    def __repr__(self):
        return "Eastern()"


utc = datetime(2024, 3, 10, 6, 30, tzinfo=UTC)
for hours in range(3):
    local = (utc + timedelta(hours=hours)).astimezone(Eastern())
    print(local, local.tzname(), local.dst(), local.utcoffset(), local == utc + timedelta(hours=hours))
tz = timezone(timedelta(hours=5, minutes=45), "NPT")
print(utc.astimezone(tz), repr(tz), tz, timezone(-timedelta(hours=3, seconds=30)), timezone.utc, utc.astimezone(tz).timetz(), utc.timestamp(), datetime.fromtimestamp(1e9, UTC), datetime.fromtimestamp(-1.5, tz), utc - utc.astimezone(tz), f"{utc.astimezone(tz):%z %Z %:z}", utc.utctimetuple()[3])
for text in ["2024-01-05", "20240105T101112", "2024-01-05 10:11:12.5", "2024-01-05T10:11Z", "2024-W01-5T10", "2024-01-05T10:11:12,123456789", "2024-01-05T24:00", "2024-13-01", "x", "2024-01-05T10:11+01:30:15"]:
    try:
        print(text, "->", datetime.fromisoformat(text), end="; ")
    except ValueError as error:
        print(text, "->", error, end="; ")
print()
for text, pattern in [("03 Feb 2021 16:05", "%d %b %Y %H:%M"), ("Monday, 5 July 99", "%A, %d %B %y"), ("2021-034 +0530", "%Y-%j %z"), ("12:30 PM", "%I:%M %p"), ("2020 10 1", "%G %V %u"), ("1.5", "%S.%f"), ("abc", "%d"), ("30 Feb 2021", "%d %b %Y"), ("5x", "%d")]:
    try:
        print(datetime.strptime(text, pattern), end="; ")
    except ValueError as error:
        print(error, end="; ")
print()


def every(start, step):
    while True:
        yield start
        start += step


def month_ends(year):
    for month in range(1, 13):
        yield date(year, month, calendar.monthrange(year, month)[1])


print([str(x) for x in islice(every(date(2024, 2, 27), timedelta(1)), 4)], [x.day for x in month_ends(2023)], [str(x) for x in takewhile(lambda x: x.year < 2025, (date(y, 2, 28) + timedelta(1) for y in range(2021, 2030)))])
fridays = [date(y, m, 13) for y in range(2023, 2026) for m in range(1, 13) if date(y, m, 13).weekday() == calendar.FRIDAY]
print(*fridays, [y for y in range(1890, 2110) if calendar.isleap(y) and y % 100 == 0], calendar.leapdays(2000, 2025), calendar.monthrange(2024, 2), calendar.timegm((1970, 1, 2, 0, 0, 0)), calendar.weekday(2000, 1, 1))
print(calendar.month(2024, 2), end="")
print(calendar.TextCalendar(6).formatmonth(2023, 10, w=3), end="")
print(calendar.Calendar().monthdayscalendar(2021, 2), list(calendar.day_abbr), calendar.month_name[5], list(calendar.Calendar(2).iterweekdays()))
print(date(2024, 1, 31).__reduce__()[1], datetime(2024, 11, 3, 1, 30, fold=1), datetime.max - datetime.min, (date(2024, 12, 25) - date(2024, 7, 4)).days, max(date(2020, 1, 1), date(2021, 1, 1)), datetime(2024, 1, 1) == date(2024, 1, 1), isinstance(dt, date))
for action in [lambda: date(2023, 2, 29), lambda: datetime(1, 1, 1) - timedelta(1), lambda: date(2024, 1, 1) + 1, lambda: utc < dt, lambda: utc - dt, lambda: time(25), lambda: date(0, 1, 1), lambda: timedelta(10**10), lambda: timezone(timedelta(1)), lambda: date("2024", 1, 1), lambda: date.fromisoformat("2024-1-1"), lambda: datetime(2024, 1, 1) < date(2024, 1, 1), lambda: calendar.monthrange(2024, 13), lambda: timedelta(1) / 0, lambda: date(2024, 1), lambda: dt.replace(month=2, day=30)]:
    try:
        print(action())
    except (ValueError, TypeError, OverflowError, ArithmeticError) as error:
        print(type(error).__name__, "|", error)
