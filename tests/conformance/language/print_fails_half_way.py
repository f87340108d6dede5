class Broken(Exception):
    def __str__(self):
        raise ValueError("no text")
try:
    print("before", 1, Broken(), "after")
except ValueError as e:
    print("|", e)
print("x", end="")
try:
    print(Broken(), sep="-")
except ValueError as e:
    print(e)
