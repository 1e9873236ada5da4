"""logging: hierarchy, handlers, formatters, filters, levels, exceptions, adapters, configuration by dictionary."""

import io
import logging
import logging.config
import logging.handlers

stream = io.StringIO()
root = logging.getLogger()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)-8s %(name)s: %(message)s"))
root.addHandler(handler)
root.setLevel(logging.INFO)
app, db = logging.getLogger("app"), logging.getLogger("app.db")
app.debug("hidden")
app.info("hello %s, %d", "world", 42)
db.warning("dict %(a)s", {"a": 1})
db.setLevel(logging.ERROR)
db.warning("hidden too")
db.error("visible")
print(db.getEffectiveLevel(), db.parent is app, app.parent is root, db.isEnabledFor(logging.INFO), logging.getLevelName(30), logging.getLevelName("ERROR"), app)


class Secret(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).replace("password", "****")
        return "drop" not in record.msg


class JsonLike(logging.Formatter):
    def format(self, record):
        return f"{{{record.name}|{record.levelno}|{record.getMessage()}|{record.funcName}}}"


memory = logging.handlers.MemoryHandler(10, flushLevel=logging.CRITICAL, target=handler)
side = io.StringIO()
second = logging.StreamHandler(side)
second.setFormatter(JsonLike())
second.setLevel(logging.WARNING)
second.addFilter(Secret())
app.addHandler(second)


def work():
    app.warning("the password is %s", "x")
    app.warning("please drop this")
    try:
        1 / 0
    except ZeroDivisionError:
        app.exception("failed")


work()
adapter = logging.LoggerAdapter(app, {"user": "ann"}, merge_extra=True)
adapter.process = lambda msg, kwargs: (f"[{adapter.extra['user']}] {msg}", kwargs)
adapter.error("adapted")
quiet = logging.getLogger("quiet")
quiet.propagate = False
quiet.addHandler(memory)
quiet.warning("buffered")
print(len(memory.buffer))
quiet.critical("flushes")
print(len(memory.buffer))
logging.addLevelName(25, "NOTICE")
app.log(25, "custom level")
logging.disable(logging.WARNING)
app.warning("disabled")
logging.disable(logging.NOTSET)
app.error("broken %d", 1, extra={"x": 1})
log = stream.getvalue()
for line in log.splitlines():
    if not line.startswith(("  File", "    ")):
        print(line)
print(side.getvalue().splitlines()[0], len(side.getvalue().splitlines()))
styles = [("%(message)s", "%"), ("{levelname:>8}|{message}", "{"), ("$name-$message", "$")]
record = logging.LogRecord("n", logging.INFO, "path/file.py", 7, "msg %s", ("arg",), None, "fn")
for fmt, style in styles:
    print(logging.Formatter(fmt, style=style).format(record))
print(record.filename, record.module, record.lineno, record.funcName, record.levelname, logging.Formatter().formatException((ValueError, ValueError("x"), None)))
config = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "%(levelname).1s:%(name)s:%(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "short", "stream": "ext://sys.stdout", "level": "DEBUG"}},
    "loggers": {"configured": {"handlers": ["out"], "level": "DEBUG", "propagate": False}},
}
logging.config.dictConfig(config)
configured = logging.getLogger("configured")
configured.debug("to stdout")
configured.getChild("sub").error("child")
for bad in [lambda: app.setLevel("NOPE"), lambda: logging.Formatter("%(x"), lambda: logging.Formatter("{", style="{"), lambda: logging.getLogger(5), lambda: logging.config.dictConfig({"version": 2})]:
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(sorted(n for n in logging.Logger.manager.loggerDict if n.startswith("app")), root.handlers[0] is handler, logging.getHandlerNames() <= {"out"})
root.removeHandler(handler)
logging.lastResort = None
logging.getLogger("nobody").error("nowhere")
