def to_base(n, b):
    digits = ""
    while n:
        n, r = divmod(n, b)
        digits = "0123456789abcdef"[r] + digits
    return digits or "0"
print([to_base(255, b) for b in (2, 8, 10, 16)], to_base(0, 2), int(to_base(1234, 7), 7))
