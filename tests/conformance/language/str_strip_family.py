s = "  xx text xx \t\n"
print([s.strip(), s.lstrip(), s.rstrip(), s.strip(" x\n\t"), s.lstrip(" x"), s.rstrip("\n"), s.strip(None), s.strip("")])
print("mississippi".strip("ipm"), "\u2003wide\u00a0".strip(), repr("\x1cfs\x1f".strip()))
try:
    s.strip(1)
except TypeError as e:
    print(e)
