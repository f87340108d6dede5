print(0.1 + 0.2, 1e16, 1e15 + 0.3, 1 / 3, 2.0 ** 0.5, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 1e308 * 10, -1e308 * 10, 0.0 * -1, 5e-324 / 2, 3.0, 1e-5, 123456789012345680.0)
inf, nan = float("inf"), float("nan")
print(inf - inf, inf == inf, nan != nan, nan < 1, -inf < inf, inf // 1, 1 // inf, -1 // inf, 1 % inf, -1 % inf, inf * 0, min(nan, 1), max(1, nan))
for bad in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: 1.5 & 1, lambda: 1.5 << 1):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
