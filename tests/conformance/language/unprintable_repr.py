for c in ("\u0378", "\ue000", "\U000f0000", "\u200e", "\u2028", "\ufeff", "\u00ad", "\u0600", "\ud7ff", "\u1680", "\u3000", "\uffff", "\U0001f600", "\u4e00"):
    print(repr(c), c.isprintable(), ascii(c))
