# Flag and IntFlag: combining, testing, what is not allowed.
from enum import CONFORM, EJECT, KEEP, STRICT, Flag, IntFlag, auto


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0


p = Perm.R | Perm.X
print(p, repr(p), Perm.R in p, Perm.W in p, list(p), p.value, p.name, bool(p), bool(Perm.NONE), len(p))
print(Perm.RW, repr(Perm.RW), list(Perm), ~Perm.R, p & Perm.R, p ^ Perm.R, p & Perm.W, Perm(0), Perm(7), Perm(5))
print(Perm.__members__, Perm.R | Perm.W is Perm.RW, Perm.R | Perm.W == Perm.RW, Perm["RW"], hash(p) == hash(Perm(5)))
tell(lambda: Perm(8))
tell(lambda: Perm.R | 1)
tell(lambda: 1 in p)
tell(lambda: Perm(-1))
print(Perm(~1))
p |= Perm.W
print(p)


class Old(IntFlag):
    A = 1
    B = 2
    C = 4


print(Old.A | Old.B, repr(Old.A | Old.B), Old.A | 8, repr(Old.A | 8), ~Old.A, Old(7), Old.A + 1, Old.A == 1, f"{Old.B}", repr(Old(0)), repr(Old(16)))
print(list(Old(5)), Old.A in Old(5), repr(~Old.A), repr(Old(-1)), repr(5 & Old.A), Old.A < Old.B)


class Strict(Flag, boundary=STRICT):
    A = 1


class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 2


class Eject(Flag, boundary=EJECT):
    A = 1


class Keep(Flag, boundary=KEEP):
    A = 1


tell(lambda: Strict(2))
tell(lambda: repr(Conform(7)))
tell(lambda: repr(Eject(6)))
tell(lambda: repr(Keep(6)))
tell(lambda: str(Keep(7)))


class Sizes(Flag):
    SMALL = 1
    BIG = auto()
    HUGE = auto()
    MIX = 6


print([s.value for s in Sizes], Sizes.MIX, list(Sizes.MIX), Sizes.BIG | Sizes.HUGE)
