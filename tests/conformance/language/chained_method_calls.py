print("  Hello, World  ".strip().lower().replace(",", "").split()[0].title().center(11, "*"))
print(sorted("banana".replace("a", "o").upper())[::-1], "-".join(reversed("abc")), "a,b;c".replace(";", ",").split(","))
