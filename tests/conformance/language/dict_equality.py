print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} == {"a": 1.0}, {} == {}, {"a": 1} != {"a": 2}, {1: "x"} == {True: "x"})
try:
    {} < {}
except TypeError as e:
    print(e)
