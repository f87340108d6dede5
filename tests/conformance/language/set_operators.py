a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a | set() == a, sorted({*a, 9}), sorted(set("hello")))
c = a
a |= {9}; print(sorted(c)); a &= {1, 9}; print(sorted(c)); a -= {1}; print(sorted(c)); a ^= {9, 5}; print(sorted(c), a is c)
print({1, 1.0, True}, {0, False}, {frozen} if (frozen := 5) else 0)
