# Complex numbers in groups of digits, texts that are no complex numbers, what is no bytes.
for z in (1e+100j + 2**40, 1234567.5+7654321j, 3j):
    for spec in (',', '_', ',.2f', '30,', '<30_.3e', '>+40,.1f', ' ,g', ',n','05'):
        try: print(repr(format(z, spec)))
        except Exception as e: print(spec, type(e).__name__, e)
for s in ('日本____', '1_000+2_0j', '1__0', '_1', '1_', '日1_', '1_日', '１２_３j', ' 1_0 ', '1_0 日','1+_2j','٣+2j', '1\xa0', '1 +2j', 'nan_', 'inf_j'):
    try: print(complex(s))
    except Exception as e: print(type(e).__name__, e)
for f in (bytes, bytearray, lambda v: bytearray().extend(v), lambda v: bytearray(b'ab').join(v), lambda v: bytearray(b'ab') + v, lambda v: bytearray(b'a').__init__(v)):
    for v in (None, 1.5, 2j, 'x', [1, 300], [None], [b''], -1, 2**100, object(), True):
        try: print(f(v) if not isinstance(f(v), (bytes, bytearray)) or len(f(v)) < 20 else 'long')
        except Exception as e: print(type(e).__name__, str(e).split(' at 0x')[0])
x = bytearray(b"abc")
for v in (None, 1.5, 2j, 'x', [1, 300], [None], 5, (1, 2), range(3)):
    for k in (slice(None), slice(0, 2), slice(None, None, 2), 0):
        try: x[k] = v; print(x)
        except Exception as e: print(type(e).__name__, e)
    try: x += v; print(x)
    except Exception as e: print(type(e).__name__, e)
for spread in (range(-2**63, 1), range(0, 10)):
    try: print(len(spread))
    except OverflowError as e: print(e)
