# Binding of arguments to parameters, with every TypeError that Python has for it.


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except TypeError as e:
        print("TypeError:", e)


def none():
    return "none"


def one(a):
    return ("one", a)


def two(a, b):
    return ("two", a, b)


def three(a, b, c):
    return ("three", a, b, c)


def default(a, b=2, c=3):
    return ("default", a, b, c)


def only_keyword(a, *, k, m=5):
    return ("only_keyword", a, k, m)


def two_keywords(*, k, m, n):
    return (k, m, n)


def positional_only(a, b, /, c):
    return ("positional_only", a, b, c)


def variadic(a, *rest):
    return ("variadic", a, rest)


def variadic_keyword(*rest, sep="-"):
    return ("variadic_keyword", rest, sep)


show(none)
show(none, 1)
show(none, 1, 2)
show(one)
show(one, 1)
show(one, 1, 2)
show(one, 1, a=2)
show(one, b=2)
show(one, 1, b=2)
show(two)
show(two, 1)
show(two, b=1)
show(two, 1, 2, 3)
show(two, b=1, a=2)
show(three)
show(three, 1, c=2)
show(default)
show(default, 1)
show(default, 1, 5)
show(default, 1, c=5)
show(default, 1, 2, 3, 4)
show(default, 1, 2, 3, 4, c=9)
show(only_keyword, 1)
show(only_keyword, 1, 2)
show(only_keyword, 1, 2, k=3)
show(only_keyword, 1, 2, 3, k=3, m=4)
show(only_keyword, 1, k=3)
show(only_keyword, k=3)
show(two_keywords)
show(two_keywords, k=1)
show(two_keywords, 1)
show(two_keywords, k=1, m=2, n=3)
show(positional_only, 1, 2, 3)
show(positional_only, 1, 2, c=3)
show(positional_only, a=1, b=2, c=3)
show(positional_only, 1, b=2, c=3)
show(variadic)
show(variadic, 1)
show(variadic, 1, 2, 3)
show(variadic, 1, 2, a=3)
show(variadic_keyword)
show(variadic_keyword, 1, 2, sep="+")
show(variadic_keyword, 1, end="+")

items = [4, 5]
print(two(*items))
print(three(1, *items))
print(three(*items, 6))
print(three(*items, c=1))
print(default(**{"a": 1, "c": 9}))
print(variadic(*items, *items))
print(variadic_keyword(*"ab", **{"sep": "/"}))


def outer():
    def inner(x):
        return x

    show(inner)
    show(inner, 1, 2)
    return lambda y: y


show(outer())
show(outer(), 3)


def try_calls():
    for attempt in (
        lambda: two(*5),
        lambda: two(**5),
        lambda: two(1, **{"a": 1, "b": 2}),
        lambda: two(**{"a": 1}, **{"a": 2}),
        lambda: two(a=1, **{"a": 2}),
        lambda: 5(),
        lambda: "x"(1),
        lambda: None(),
        lambda: [1, 2](0),
        lambda: two(**{1: 2}),
        lambda: [*5],
        lambda: {**5},
        lambda: {**[1]},
    ):
        try:
            print(attempt())
        except TypeError as e:
            print("TypeError:", e)


try_calls()

default_list = [1]


def shared(x, acc=default_list):
    acc.append(x)
    return acc


print(shared(2), shared(3), default_list)


def evaluation_order():
    seen = []

    def note(x):
        seen.append(x)
        return x

    variadic_keyword(note(1), *[note(2)], note(3), sep=note(4))
    {note(5): note(6), note(7): note(8)}
    [note(9), note(10)][note(0)] = note(11)
    note(12) if note(13) else note(14)
    note(15) < note(16) < note(1) < note(17)
    return seen


print(evaluation_order())
