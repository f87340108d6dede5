def a(): return
def b(): return 1, 2
def c(): return (yield_ := 3)
def d(): return *[1, 2], 3
print(a(), b(), c(), d())
