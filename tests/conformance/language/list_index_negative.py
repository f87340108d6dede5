x = list("abcde")
print(x[-1], x[-5], x[-3:-1], x[:-6:-1], x[-1:0:-2])
x[-1] = "E"
x[-5:-3] = []
print(x)
for i in (-4, 3):
    try:
        x[i]
    except IndexError as e:
        print(i, e)
    try:
        x[i] = 0
    except IndexError as e:
        print(i, e)
