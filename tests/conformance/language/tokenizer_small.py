def tokens(text):
    out, word = [], ""
    for c in text + " ":
        if c.isdigit():
            word += c
            continue
        if word:
            out.append(int(word))
            word = ""
        if not c.isspace():
            out.append(c)
    return out
print(tokens("12+3*(4 - 56)"))
