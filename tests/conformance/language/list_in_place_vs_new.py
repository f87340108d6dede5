a = [1, 2]
b = a
a = a + [3]
print(a, b)
a = b
a += [3]
print(a, b)
def change(x):
    x.append(4)
    x = [0]
    return x
print(change(b), b)
