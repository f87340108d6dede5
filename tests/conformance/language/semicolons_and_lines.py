a = 1; b = 2; print(a, b)
x = (1 +
     2 +
     3)
y = [1,
     2,

     # a comment
     3]
print(x, y)
z = 1 + \
    2
print(z)
if x: print("one line"); print("two")
