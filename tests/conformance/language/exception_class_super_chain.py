class A(Exception):
    def __init__(self, *args):
        print("A", args)
        super().__init__(*args)
    def who(self):
        return "A"
class B(A):
    def __init__(self, x):
        print("B", x)
        super().__init__(x, x)
    def who(self):
        return "B" + super().who()
class C(B):
    def who(self):
        return "C" + super(B, self).who()
e = C(1)
print(e.args, e.who(), B(2).who())
try:
    super().x
except RuntimeError as x:
    print(x)
