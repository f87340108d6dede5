s = "banana"
print(s.find("an"), s.find("an", 2), s.find("an", 2, 4), s.find("x"), s.find(""), s.find("", 6), s.find("", 7))
print(s.rfind("an"), s.rfind("an", 0, 4), s.index("na"), s.rindex("na"), s.count("a"), s.count("ana"), s.count(""))
print(s.find("a", -2), s.count("a", 1, -1), "naïve".find("v"), "日本日".rfind("日"))
for f in (s.index, s.rindex):
    try:
        f("x")
    except ValueError as e:
        print(e)
try:
    s.find(3)
except TypeError as e:
    print(e)
