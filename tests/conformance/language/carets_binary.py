a, b = 5, None
x = (a + 1) * (b + 2)
