"""One value for several targets, assigned from left to right."""
a = b = [1]
print(a is b)
x = [0, 0]
i = x[i] = 1 if False else 0
print(i, x)
i = 0
i, x[i] = 1, 9
print(i, x)
