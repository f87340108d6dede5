s = "héllo wörld"
print(s[0], s[1], s[-1], s[2:5], s[:3], s[-3:], s[::2], s[::-1], s[10:0:-3], s[5:2], s[-100:100], s[3:][0])
for i in (11, -12, "x", 1.0, None):
    try:
        s[i]
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
try:
    s[0] = "H"
except TypeError as e:
    print(e)
