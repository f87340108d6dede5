print(str.upper("a"), str.join("-", ["a", "b"]), sorted(["B", "a"], key=str.lower), max(["aa", "b"], key=len))
u = "x".upper
print(u(), u.__name__, "ab".count.__name__)
for bad in (lambda: str.upper(), lambda: str.upper(1), lambda: "a".upper(1), lambda: "a".nope()):
    try:
        bad()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
