from itertools import count
c = count()
print(next(c), next(c), c)
c = count(10, 5)
print(next(c), next(c), c, next(count(0.5, 0.25)), count(2), count(start=3, step=2))
for i, n in zip("abc", count(1)):
    print(i, n)
for n in count(7):
    if n > 9:
        break
print(n)
try:
    count("x")
except TypeError as e:
    print(e)
