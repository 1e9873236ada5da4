# Time zones from files made here: transitions, gaps, folds, rules for the years after, and text that is no rule.
import io, pickle, struct
from datetime import datetime, timedelta, time, timezone, UTC
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

def tzif(transitions, types, tz, version=2):
    """transitions: (moment, type); types: (offset, is dst, name)"""
    names = b"".join(name.encode() + b"\0" for _, _, name in types)
    at = lambda i: sum(len(n) + 1 for _, _, n in types[:i])
    def block(code):
        head = b"TZif" + (b"2" if version > 1 else b"\0") + bytes(15) + struct.pack(">6l", 0, 0, 0, len(transitions), len(types), len(names))
        body = struct.pack(f">{len(transitions)}{code}", *(t for t, _ in transitions)) + bytes(i for _, i in transitions)
        return head + body + b"".join(struct.pack(">lbb", off, dst, at(i)) for i, (off, dst, _) in enumerate(types)) + names
    return io.BytesIO(block("l") + (block("q") + b"\n" + tz.encode() + b"\n" if version > 1 else b""))

stamp = lambda *a: int(datetime(*a, tzinfo=UTC).timestamp())
types = [(-17762, 0, "LMT"), (-18000, 0, "EST"), (-14400, 1, "EDT")]
transitions = [(stamp(1910, 1, 1), 1), (stamp(2005, 4, 3, 7), 2), (stamp(2005, 10, 30, 6), 1), (stamp(2006, 4, 2, 7), 2), (stamp(2006, 10, 29, 6), 1)]
zones = {tz: ZoneInfo.from_file(tzif(transitions, types, tz), key="Test/Zone") for tz in
         ("EST5EDT,M3.2.0,M11.1.0", "EST5EDT4,J60/0,J300/-1:30", "<-05>5<-04>,59/3,299/4:05:06", "IST-1GMT0,M10.5.0,M3.5.0/1", "EST5", "AAA3BBB,J59,J300", "AAA3BBB,M3.2.0/-24,M11.5.6/167")}
for tz, zone in zones.items():
    print(tz, zone, repr(zone), zone.key)
    for year in (1900, 1950, 2005, 2006, 2007, 2024, 2060, 9998):
        row = []
        for month in (1, 2, 3, 4, 7, 10, 11, 12):
            for fold in (0, 1):
                d = datetime(year, month, 1, 1, 30, fold=fold, tzinfo=zone)
                row.append(f"{d.utcoffset()} {d.dst()} {d.tzname()}")
        print(year, sorted(set(row), key=row.index))
    for moment in range(stamp(2005, 4, 2), stamp(2005, 4, 4), 3600 * 5):
        print(datetime.fromtimestamp(moment, zone), end="; ")
    for moment in range(stamp(2024, 10, 25), stamp(2024, 11, 6), 3600 * 7):
        d = datetime.fromtimestamp(moment, zone)
        assert d.timestamp() == moment, d
        print(d, d.fold, end="; ")
    print()
zone = zones["EST5EDT,M3.2.0,M11.1.0"]
for d in (datetime(2005, 10, 30, 1, 30, tzinfo=zone), datetime(2005, 4, 3, 2, 30, tzinfo=zone), datetime(2024, 11, 3, 1, 30, tzinfo=zone), datetime(2024, 3, 10, 2, 30, tzinfo=zone)):
    print(d, d.replace(fold=1), d.astimezone(UTC), d.replace(fold=1).astimezone(UTC), d == d.replace(fold=1), d == d.astimezone(UTC), hash(d) == hash(d.replace(fold=1)))
print(zone.utcoffset(None), zone.tzname(None), zone.dst(None), time(1, tzinfo=zone).utcoffset())
fixed = ZoneInfo.from_file(tzif([], [(3600, 0, "CET")], "CET-1"))
print(fixed.utcoffset(None), fixed.tzname(None), time(1, tzinfo=fixed), datetime(2020, 1, 1, tzinfo=fixed))
print(ZoneInfo.from_file(tzif([], [(0, 0, "UTC")], "", 1), key="One").utcoffset(datetime(2020, 1, 1)))
class Sub(ZoneInfo): pass
print(repr(Sub.from_file(tzif([], [(0, 0, "UTC")], ""), key="k")), str(zone), issubclass(Sub, ZoneInfo), isinstance(zone, ZoneInfo.__mro__[1]))
for bad in ("", "EST", "E5", "EST5EDT", "EST25", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J300", "EST5EDT,J60,J366",
            "EST5EDT,M3.2.0,M11.1.0,x", "<EST5", "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,366,1", "5EST", "EST+4:60"):
    try:
        print(repr(bad), ZoneInfo.from_file(tzif([], [(-18000, 0, "EST")], bad)).tzname(None))
    except Exception as e:
        print(repr(bad), type(e).__name__, str(e)[:30])
for call in (lambda: ZoneInfo(1), lambda: ZoneInfo("../x"), lambda: ZoneInfo("/etc/passwd"), lambda: ZoneInfo(), lambda: ZoneInfo("a", "b"), lambda: pickle.dumps(zone), lambda: zone.fromutc(datetime(2020, 1, 1)),
             lambda: zone.fromutc(1), lambda: setattr(zone, "key", 1), lambda: ZoneInfo.from_file(io.BytesIO(b"x")), lambda: ZoneInfo.clear_cache(1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
