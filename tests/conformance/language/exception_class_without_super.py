class Plain(Exception):
    def __init__(self, a, b):
        self.a = a
        self.b = b
e = Plain(1, b=2)
print(repr(e), e.args, str(e), e.a, e.b)
class Named(Exception):
    def __init__(self, name):
        Exception.__init__(self, "called " + name)
        self.name = name
print(repr(Named("x")), Named("y").name)
