rows = [("apple", 3, 1.25), ("kiwi", 12, 0.5)]
print(f"{'name':<8}|{'n':>4}|{'price':^8}")
print("-" * 22)
for name, n, price in rows:
    print(f"{name:<8}|{n:>4}|{price:^8.2f}")
print("{:,}".format(1234567), f"{1234567.891:,.1f}", f"{0.256:.1%}", f"{255:#06x}", f"{5:03d}", f"{-5:+d}")
