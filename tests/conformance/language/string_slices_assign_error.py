s = "abc"
for bad in (lambda: s[5], lambda: s["a"], lambda: s[1.5]):
    try:
        bad()
    except (IndexError, TypeError) as e:
        print(e)
