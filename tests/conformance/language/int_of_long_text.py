for text in ("x" * 197, "x" * 198, "x" * 199, "x" * 300, "\u00e9" * 300, "\n" * 150, "'" * 201, "'\"" * 120, "\U0001f600" * 210):
    for base in (10, 16):
        try:
            int(text, base)
        except ValueError as e:
            print(e)
    try:
        float(text)
    except ValueError as e:
        print(e)
