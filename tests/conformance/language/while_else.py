def find(xs, wanted):
    i = 0
    while i < len(xs):
        if xs[i] == wanted:
            print("found at", i)
            break
        i += 1
    else:
        print("not there", i)
find("abc", "b")
find("abc", "z")
find("", "z")
