# textwrap: wrapping, filling, indenting, shortening.
import textwrap

text = ("Structured concurrency means that tasks do not outlive the block that started them; a well-known "
        "idea--since 2018--with a long-term effect.  Don't panic: read-only e-mail semi-self-contained x-y.")
for width in (10, 20, 33, 70, 200):
    for line in textwrap.wrap(text, width):
        print(repr(line))
print(textwrap.fill(text, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(text, 30), textwrap.shorten(text, 40, placeholder="..."), textwrap.shorten("short", 10))
print(textwrap.wrap("averyveryverylongwordindeed and more", 10), textwrap.wrap("averyveryverylongwordindeed", 10, break_long_words=False))
print(repr(textwrap.dedent("""
    def f():
        return 1

      x
    """)), repr(textwrap.dedent("a\n  b")), repr(textwrap.dedent("\ta\n\t b\n   \n\tc")))
print(textwrap.indent("a\n\n  b\nc", "> "), textwrap.indent("a\n\nb", "> ", lambda line: True))
print(textwrap.wrap(""), textwrap.wrap("   "), repr(textwrap.fill("a\tb\nc", 80)), textwrap.wrap("a  b   c", 4, drop_whitespace=False))
print(textwrap.wrap(text, 30, max_lines=2), textwrap.wrap("Hello.  World. Yes", 80, fix_sentence_endings=True))
try:
    textwrap.wrap("a", 0)
except ValueError as error:
    print(error)
try:
    textwrap.shorten("abc def", 3)
except ValueError as error:
    print(error)
print(textwrap.wrap("--option foo-bar -x one--two ---a b-c-d 12-34 a1-b2 co-op.", 6))
