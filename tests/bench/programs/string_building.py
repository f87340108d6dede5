parts = []
for i in range(100000):
    parts.append(f"{i:05d}:{i * 7 % 13}")
text = ",".join(parts)
words = text.split(",")
print(len(text), sum([len(w) for w in words if w.endswith("3")]))
