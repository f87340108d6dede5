s = "a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\n"
print(s.splitlines(), s.splitlines(True), s.splitlines(keepends=False), "".splitlines(), "\n".splitlines(), "x".splitlines())
