s = "aXbXc"
print(s.replace("X", "--"), s.replace("X", "", 1), s.replace("", "."), s.replace("", ".", 2), s.replace("q", "z"), s.replace("X", "Y", -1), s.replace("X", "Y", 0))
print("a\tb\tc".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(0), "ab\n\tc".expandtabs(3))
