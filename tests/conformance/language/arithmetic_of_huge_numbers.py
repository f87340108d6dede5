# Operators that huge numbers, floats and complex ones do not have.
H = 2**4000
for a in (1j, 1.5, H, True, 2):
    for b in (1j, 2.5, H, -H, False, 3):
        for name, f in {'+': lambda: a+b, '-': lambda: a-b, '*': lambda: a*b, '/': lambda: a/b, '//': lambda: a//b, '%': lambda: a%b, '**': lambda: a**(b if b is not H and b != -H else 1j if isinstance(a,complex) else b) if not (isinstance(a,int) and isinstance(b,int)) else 0, '&': lambda: a&b, '|': lambda: a|b, '^': lambda: a^b, '<<': lambda: a<<b if abs(b)<100 else a << 1.0, '>>': lambda: a>>b, '@': lambda: a@b, 'divmod': lambda: divmod(a,b), '<': lambda: a<b, '==': lambda: a==b}.items():
            try: r = f(); print(name, r if not (isinstance(r, int) and abs(r) > 10**20) and not isinstance(r, tuple) else 'big')
            except Exception as e: print(name, type(e).__name__, e)
for v in (b'', bytearray(b''), b'x', bytearray(b'x9'), '', 'é'):
    for base in (None, 10, 16, 0):
        for f in (int, float):
            try: print(f(v) if base is None else f(v, base))
            except Exception as e: print(type(e).__name__, e)
