print(chr(65), chr(233), chr(0x1F600), ord("A"), ord("😀"), bin(5), bin(-5), oct(64), hex(255), hex(-1), bin(0), hex(True))
for bad in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: ord("ab"), lambda: ord(""), lambda: ord(5), lambda: bin(1.5), lambda: hex("x")):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
