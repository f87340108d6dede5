# An uncaught exception: frames, source lines, carets.
def add(a, b):
    return a + b


def middle(x):
    y = add(x, "z") if x else None
    return y


class Odd(Exception):
    pass


def main():
    try:
        middle(1)
    except TypeError as e:
        raise Odd("was odd") from e


main()
