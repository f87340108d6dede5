for s in ("plain", "it's", 'say "hi"', "both ' and \"", "\\", "\n\r\t", "\x00\x1f\x7f", "é", "\u200b", "\U000e0001", "日本", "'"):
    print(repr(s), len(repr(s)))
