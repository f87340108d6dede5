for a in (7, -7, 0, 1):
    for b in (2, -2, 3, -3):
        q, r = divmod(a, b)
        print(a, b, q, r, a // b == q, a % b == r, b * q + r == a)
