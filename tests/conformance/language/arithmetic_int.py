print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 2 ** 10, 2 ** 0, (-2) ** 3, -2 ** 2, 7 / 2, 6 / 3, 1_000 + 0x10 + 0b11 + 0o7)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -8 >> 1, -1 >> 10, 0 ** 0, 2 ** -1, True + True, 10 ** 18)
for bad in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 1 << -1, lambda: 0 ** -1, lambda: 1 >> -1):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
