for s in ("", "a", "A", "1", "a1", " ", "Title Case", "²", "½", "é", "_x", "x y", "\n", "日本", "Ⅷ", "٣", "a\x00", "UPPER 1"):
    print(repr(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(),
          s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())
