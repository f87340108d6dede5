def bubble(x):
    x = x[:]
    for i in range(len(x)):
        for j in range(len(x) - 1 - i):
            if x[j] > x[j + 1]:
                x[j], x[j + 1] = x[j + 1], x[j]
    return x
def insertion(x):
    out = []
    for v in x:
        i = len(out)
        while i > 0 and out[i - 1] > v:
            i -= 1
        out.insert(i, v)
    return out
print(bubble([5, 2, 9, 1]), insertion([5, 2, 9, 1]), bubble(list("hello")))
