print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
try:
    "x".partition("")
except ValueError as e:
    print(e)
try:
    "x".partition(1)
except TypeError as e:
    print(e)
