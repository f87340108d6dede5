# string: constants, Template, Formatter, capwords.
import string
from string import Formatter, Template


def tell(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


print(repr(string.whitespace), string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation)
print(len(string.printable), string.capwords("hello  big world"), string.capwords("a-b-c", "-"))
t = Template("$who likes ${what}s, $$5 for $who")
print(t.substitute(who="tim", what="pie"), t.substitute({"who": "a"}, what="b"), t.safe_substitute(who="x"), t.template)
tell(lambda: t.substitute(who="x"))
tell(lambda: Template("a $ b").substitute())
tell(lambda: Template("line\nx $1").substitute())
print(Template("a $ b ${x").safe_substitute(), t.get_identifiers(), t.is_valid(), Template("$ ").is_valid())
f = Formatter()
print(f.format("{} {1!r}" if False else "{0} {1!r} {name:>5}|{0:{1}}", 1, 5, name="n"), f.format("{{}} {}", 3))
print(list(f.parse("a{b!r:c}d{{e}}")))
tell(lambda: f.format("{0} {}", 1, 2))
tell(lambda: f.format("{x}"))
tell(lambda: f.format("{0[k]} {0[k].real}", {"k": 1}))


class Loud(Formatter):
    def format_field(self, value, spec):
        return "LOUD" if spec == "loud" else super().format_field(value, spec)


print(Loud().format("{:loud} {}", 1, 2))
