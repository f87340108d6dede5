def f():
    for i in range(3):
        while True:
            with_ = i
            for k in "ab":
                if i == 1:
                    return i, k
            break
print(f())
