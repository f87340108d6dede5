for s in ("ab", "", "éa"):
    print([s.center(5), s.center(6, "*"), s.ljust(4, "."), s.rjust(4), s.zfill(4), s.center(1), s.ljust(-3)])
print(["-5".zfill(5), "+x".zfill(4), "--1".zfill(5)])
for bad in (lambda: "a".center(5, "ab"), lambda: "a".ljust("5"), lambda: "a".rjust(5, 1)):
    try:
        bad()
    except TypeError as e:
        print(e)
