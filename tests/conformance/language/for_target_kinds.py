d = {}
for d["k"] in range(3):
    pass
print(d)
x = [0, 0]
for x[0], x[1] in [(1, 2), (3, 4)]:
    print(x)
for i in []:
    pass
try:
    i
except NameError as e:
    print(e)
for last in "ab": pass
print(last)
