print({k: v for k, v in zip("ab", [1, 2])}, {v: k for k, v in {"a": 1}.items()}, {i: i * i for i in range(5) if i % 2})
print({k: {j: k * j for j in range(2)} for k in range(2)}, {"a": 1, **{x: 0 for x in "bc"}})
print({x: y for x in "ab" for y in (1, 2)})
