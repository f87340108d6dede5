d = {}
for word in "the cat the dog a cat".split():
    d.setdefault(word[0], {}).setdefault(word, []).append(len(word))
print(d)
d["t"]["the"][0] += 10
del d["c"]["cat"][0]
print(d, d.get("x", {}).get("y"), "cat" in d["c"])
