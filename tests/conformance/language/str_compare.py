print("a" < "b", "a" < "B", "abc" < "abd", "" < "a", "Z" < "a" < "é" < "日" < "😀", "ab" == "a" "b", "a" != "a ")
print(sorted(["b", "A", "a", "B", "", "é", "z", "10", "9"]), max("hello"), min("hello", "help"))
try:
    "a" < 1
except TypeError as e:
    print(e)
