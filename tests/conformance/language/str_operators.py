print("ab" + "cd", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "a" in "ab", "" in "ab", "x" not in "ab", len("日本"))
for bad in (lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "a" * 1.5, lambda: "a" - "b", lambda: 1 in "a", lambda: -"a"):
    try:
        bad()
    except TypeError as e:
        print(e)
