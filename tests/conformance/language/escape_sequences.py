print("a\tb\\n\x41\u00e9\101\0end".replace("\0", "<nul>"), len("\x00\n\\"), "\a\b\f\v" == "\x07\x08\x0c\x0b", "line\
 continued", r"\n", "\"", '\'')
print(repr("\a\b\f\v\x1b\x7f\x80\xff\u0100\ue000\U00010000"), ascii("é😀\n"))
