len = lambda x: "mine"
print(len([1]))
del len
print(len([1]))
def f(list):
    return list + 1
print(f(1))
sum = 5
print(sum + 1, max([1, sum]))
print = print
print("still")
