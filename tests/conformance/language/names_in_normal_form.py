ﬁ = 3
print(fi, ﬁ)


def ｆｕｎｃ(𝐱, *, é=1):
    return 𝐱 + é


class ℂ(Exception):
    pass


print(func(x=1, é=2), func.__name__, ℂ.__name__, repr(C()))
error = ℂ("x")
error.ﬀ = 2
print(error.ff, hasattr(error, "ﬀ"), getattr(error, "ff"))
print(f"{ﬁ} {ｆｕｎｃ(1)} {ﬁ=}")
try:
    ſ
except NameError as unknown:
    print(unknown)
for ª in range(2):
    pass
print(a, 각 if False else "-")
각 = 5
print(각)
