x, d, xs = 5, {"k": "v"}, [1, 2]
print(f"{x} {x + 1} {x!r} {x:3} {d['k']} {xs[0]:02} {len(xs)} {x if x else 0} {(lambda v: v * 2)(x)} {x == 5} {x != 4}")
print(f"{{literal}} {{{x}}} {x}{x} {'nested ' + f'{x}'} {'a' 'b'}" f" joined {x}" " plain {x}")
print(f"""multi {
    x
} line""", f'{x,}', f'{ {1: 2}[1] }', f"{xs!s:>10}|", rf"\d{x}", f"{x:{x}}", f"{x:>{x}.{2}}" if False else "")
