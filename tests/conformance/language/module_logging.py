# logging: levels, the tree of loggers, formatters, handlers, filters, adapters.
import logging
import sys

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)-8s %(name)s:%(lineno)d %(funcName)s %(message)s")
log = logging.getLogger("app.db")
log.info("hello %s, %d", "you", 3)
log.debug("hidden")
log.warning("dict %(a)s", {"a": 1})
logging.getLogger().error("root")
logging.critical("critical")
print(log, log.parent, log.level, log.getEffectiveLevel(), log.isEnabledFor(10), logging.getLogger("app.db") is log, logging.getLogger("app"), log.parent)
print(logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(15), log.name, log.handlers, log.propagate, log.hasHandlers())


def work():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed in %s", "work")
        log.error("again", exc_info=True)
        log.info("no trace")


work()
log.setLevel("DEBUG")
log.debug("now shown")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("{levelname}|{message}", style="{"))
handler.setLevel(logging.WARNING)
child = log.getChild("sub")
child.addHandler(handler)
child.propagate = False
child.info("not for handler")
child.warning("for handler")
print(child, handler, logging.NullHandler())


class OnlyShort(logging.Filter):
    def filter(self, record):
        record.extra_field = "x"
        return len(record.getMessage()) < 8


child.addFilter(OnlyShort())
child.error("short")
child.error("much too long")
child.filters.clear()
child.addFilter(lambda record: record.levelno >= logging.ERROR)
child.warning("no")
child.error("yes")
adapter = logging.LoggerAdapter(log, {"user": "ann"})
adapter.info("adapted %s", 1)


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.messages = []

    def emit(self, record):
        self.messages.append((record.levelname, record.getMessage(), record.name, record.args, record.module != "", record.funcName))


collected = ListHandler()
other = logging.getLogger("other")
other.addHandler(collected)
other.propagate = False
other.setLevel(1)
other.log(25, "custom %s", "level")
logging.addLevelName(25, "NOTICE")
other.log(25, "named")
other.info("plain %d%%", 5)
print(collected.messages)
logging.disable(logging.ERROR)
other.error("disabled")
other.critical("alive")
logging.disable(logging.NOTSET)
print(len(collected.messages))
log.info("extra %s", "e", extra={"who": "me"})
try:
    log.info("x", extra={"message": 1})
except KeyError as error:
    print(error)
for wrong in (lambda: log.setLevel("NOPE"), lambda: log.setLevel(1.5), lambda: logging.getLogger(3), lambda: log.log("x", "y"), lambda: logging.Formatter("x", style="?"), lambda: logging.Formatter("no fields"), lambda: logging.basicConfig(force=True, nonsense=1)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
logging.basicConfig(force=True, format="%(message)s!", stream=sys.stdout)
logging.warning("new format")
logging.info("hidden: the level stays") if False else None
print(logging.Formatter("%(asctime)s").usesTime(), logging.Formatter().usesTime())
record = logging.makeLogRecord({"msg": "made %s", "args": ("up",), "levelname": "X"})
print(record.getMessage(), logging.Formatter("%(levelname)s %(message)s").format(record))
print(logging.Formatter("$levelname $message", style="$").format(record), logging.Formatter("%(msg)s %(nope)s", defaults={"nope": "d"}).format(record))
