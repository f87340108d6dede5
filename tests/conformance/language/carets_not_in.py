# `not x in y` is one comparison, and where it fails the mark is under that alone.
names = "ab"
try:
    print(not names in names, not names is names, not 5 in names)
finally:
    print("left")
