e = ExceptionGroup("g", [ValueError(1)])
for note in ("", "a\n", "\n", "a\nb", "a\n\nb", "a\r\nb\x0bc\u2028d"):
    e.add_note(note)
e.exceptions[0].add_note("")
e.exceptions[0].add_note("x\n\n")
raise e
