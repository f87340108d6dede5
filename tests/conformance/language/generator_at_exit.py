"""Generators that are open when the program ends are closed then."""


def cleaning(name):
    try:
        yield name
    finally:
        print("cleaned", name)


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("no!")


s = stubborn()
next(s)
last = cleaning("at the end")
next(last)
_first = cleaning("underscored")
next(_first)
print("end")
