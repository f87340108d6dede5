x = "abcdef"
for s in ((None, None), (1, None), (None, -1), (10, 20), (-100, 2), (4, 1)):
    print(s, x[s[0]:s[1]], list(x)[s[0]:s[1]:2], tuple(x)[s[0]:s[1]:-1], range(6)[s[0]:s[1]])
print(x[True:3], x[::-2], x[None:None:None])
