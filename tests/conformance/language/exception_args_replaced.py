for error in (OSError(1, "a", "f"), KeyError(1), SystemExit(1), StopIteration(2), NameError("x"), ImportError("a"),
              UnicodeError("x"), ExceptionGroup("x", [ValueError(1)])):
    for args in ((), (1,), (1, 2, 3, 4, 5)):
        error.args = args
        print(repr(error), error, error.args)

group = ExceptionGroup("message", [ValueError(1), KeyError(2)])
group.args = ()
print(group.message, group.exceptions, group)
matched, rest = group.split(ValueError)
print(repr(matched), repr(rest), repr(group.derive([ValueError(3)])))
try:
    raise group
except* KeyError as caught:
    print(repr(caught))
except* ValueError as caught:
    print(caught.message)
for thing, name in ((Exception(), "args"), (Exception(), "__cause__"), (Exception(), "__context__"),
                    (Exception(), "__traceback__"), (Exception(), "__suppress_context__"),
                    (group, "message"), (group, "exceptions")):
    try:
        delattr(thing, name)
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
for name in ("message", "exceptions"):
    try:
        setattr(group, name, 1)
    except AttributeError as error:
        print(error)
raise group
