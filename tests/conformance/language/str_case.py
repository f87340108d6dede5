for s in ("hello World", "ÉCOLE straße", "ǆ ŉ ﬁ", "they're bill's", "ΑΣ ΣΑΣ", "İi", "123 abC"):
    print([s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()])
