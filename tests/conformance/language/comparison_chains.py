def t(v):
    print("t", v)
    return v
print(t(1) < t(2) < t(3), t(3) < t(2) < t(1), 1 < 2 > 1 == 1 != 2, 1 == 1.0 == True, "a" < "b" <= "b")
x = 5
print(0 < x < 10, 0 < x > 10, x in [5] in [[5]], x is x is not None, 1 < 3 in [3])
