for make in (lambda: ValueError, lambda: ValueError(), lambda: ValueError("a", 2)):
    try:
        raise make()
    except ValueError as e:
        print(repr(e), e.args, str(e))
for bad in (3, "text", None, int):
    try:
        raise bad
    except TypeError as e:
        print(e)
try:
    raise
except RuntimeError as e:
    print(e)
