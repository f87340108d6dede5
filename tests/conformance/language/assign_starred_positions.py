a, *b = 1,
print(a, b)
*a, b = 1, 2, 3
print(a, b)
a, *b, c = range(6)
print(a, b, c)
[*a] = "hey"
print(a)
(first, *rest), last = "abc", 3
print(first, rest, last)
