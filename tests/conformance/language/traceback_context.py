# During handling: contexts, and a cause that was suppressed.
def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        return table.missing(key)


def hide():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden cause") from None


try:
    hide()
except ValueError as e:
    lookup({"a": 1}, "b")
