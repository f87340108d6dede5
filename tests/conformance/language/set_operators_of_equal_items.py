def show(s):
    print(sorted([repr(x) for x in s]))
F = {0.0, 1.0, 2.0}
I = {0, 1}
J = {0, 1, 2}
K = {0, 1, 2, 3}
for a in (F, I, J, K):
    for b in (F, I, J, K):
        show(a & b); show(a | b); show(a - b); show(a ^ b)
        show(a.intersection(b)); show(a.union(b)); show(a.symmetric_difference(b))
        show(a.intersection(list(b))); show(a.intersection(b, [False, True])); show(a.union(list(b), [True])); show(a.symmetric_difference(list(b)))
        c = set(a); c &= b; show(c)
        c = set(a); c |= b; show(c)
        c = set(a); c ^= b; show(c)
        c = set(a); c.intersection_update(list(b)); show(c)
        c = set(a); c.update(b); show(c)
        c = set(a); c.symmetric_difference_update(list(b)); show(c)
        d, e = dict.fromkeys(a), dict.fromkeys(b)
        show(d.keys() & b); show(a & e.keys()); show(d.keys() & e.keys()); show(d.keys() & list(b))
        show(d.keys() | b); show(a | e.keys()); show(d.keys() | e.keys())
        show(d.keys() ^ b); show(a ^ e.keys()); show(d.keys() ^ e.keys()); show(d.keys() - b); show(a - e.keys())
        show(a.intersection(e)); show(a.intersection(e.keys()))
