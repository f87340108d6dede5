print("{} {}".format(1, "a"), "{1} {0}".format("a", "b"), "{x} {0}".format(1, x=2), "{0[1]} {1[k]} {0}".format([1, 2], {"k": 3}))
print("{:>5}|{:<5}|{:^5}|{:05.1f}".format(1, 2, 3, 4.5), "{!r} {!s} {!a}".format("é", "é", "é"), "{{}} {}".format(1), "{:{}}|{:{w}}".format(1, 5, 2, w=4))
print("{0.real} {0.imag}".format(5), "{0:{1}>{2}}".format("x", "*", 5), "{a[0][1]}".format(a=["xy"]))
for template, args in (("{}{}", (1,)), ("{} {0}", (1, 2)), ("{0} {}", (1, 2)), ("{x}", ()), ("{", ()), ("}", ()), ("{0!x}", (1,)), ("{0.nope}", (1,)), ("{0[5]}", ([],)), ("{:d}", ("a",))):
    try:
        print(template.format(*args))
    except Exception as e:
        print(type(e).__name__, e)
print("{a}-{b:>3}".format_map({"a": 1, "b": 2}))
