def at(name, value):
    print("at", name)
    return value
box = {"k": [1]}
at("box", box)[at("key", "k")] += at("value", [2])
print(box)
n = 7
n += 1; n -= 2; n *= 3; n //= 4; n **= 3; n %= 50; n <<= 2; n |= 1; n &= 0xFD; n ^= 3; n >>= 1
print(n)
f = 7
f /= 2
print(f)
