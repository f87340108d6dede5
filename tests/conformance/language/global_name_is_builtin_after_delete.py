x = abs
abs = None
print(abs, x(-3))
del abs
print(abs(-4))
