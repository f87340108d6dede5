it = iter([1, 2])
print(next(it), next(it), next(it, "end"), next(it, None))
try:
    next(it)
except StopIteration as e:
    print(repr(e), e.value)
print(iter(it) is it, list(it))
it = iter("ab")
for c in it:
    print(c, list(it))
z = zip([1, 2, 3], "ab")
print(next(z), list(z), list(z))
for bad in (lambda: iter(3), lambda: next([1]), lambda: next(3), lambda: iter(None)):
    try:
        bad()
    except TypeError as e:
        print(e)
