table = str.maketrans("abc", "xyz", "d")
print(table, "abcdabcd".translate(table), "hello".translate({104: "J", 108: None, ord("o"): 0x30}))
print(str.maketrans({"a": "1", 98: None}), "ab".translate(str.maketrans({"a": "<a>"})))
for bad in (lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: "a".translate({97: 3.5})):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(e)
