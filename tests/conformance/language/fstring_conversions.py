s = "é'\n"
print(f"{s!r} {s!s} {s!a} {1.5!r:>6} {'ab'!r:*^8} {None!s:>6}|")
