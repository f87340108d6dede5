def shift(text, n):
    out = []
    for c in text:
        if c.isalpha():
            base = ord("a") if c.islower() else ord("A")
            c = chr((ord(c) - base + n) % 26 + base)
        out.append(c)
    return "".join(out)
print(shift("Hello, World!", 3), shift(shift("abc xyz", 5), -5))
print([w for w in ("level", "hello", "Noon") if w.lower() == w.lower()[::-1]])
