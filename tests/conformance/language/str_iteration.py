for c in "aé日😀":
    print(c, ord(c), chr(ord(c)) == c)
print(list("ab"), tuple("ab"), list(reversed("abc")), list(enumerate("xy", 5)), [*"ab"], dict(zip("ab", "cd")))
