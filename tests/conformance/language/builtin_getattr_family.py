class E(Exception):
    kind = "class"
e = E()
print(getattr(e, "kind"), getattr(e, "nope", "default"), hasattr(e, "args"), hasattr(e, "nope"), callable(e), callable(E), callable(len), callable(lambda: 0), callable(3))
setattr(e, "kind", "own")
print(e.kind, E.kind)
delattr(e, "kind")
print(e.kind)
for bad in (lambda: getattr(e, "nope"), lambda: getattr(e, 3), lambda: setattr(3, "x", 1), lambda: delattr(e, "nope"), lambda: hasattr(e, 1), lambda: (1).x, lambda: None.x, lambda: len.x, lambda: int.x):
    try:
        bad()
    except (AttributeError, TypeError) as x:
        print(type(x).__name__, x)
