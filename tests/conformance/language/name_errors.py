for make in (lambda: undefined, lambda: prnt, lambda: [undefined for _ in [1]], lambda: undefined.attr, lambda: undefined()):
    try:
        make()
    except NameError as e:
        print(e, e.name)
def f():
    later
try:
    f()
except NameError as e:
    print(e)
later = 1
f()
