out = ""
for i in range(5):
    out += str(i) + ("," if i < 4 else "")
print(out, len(out))
lines = []
for n in range(3):
    lines.append("%d: %s" % (n, "*" * n))
print("\n".join(lines))
