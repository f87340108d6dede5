def t(v):
    print("t", v)
    return v
print(t(0) or t("") or t("x") or t("no"), t(1) and t([]) and t("no"), not t(0))
print(t(1) if t(0) else t(2), 1 or 1 / 0, 0 and 1 / 0, (1 and 2) or 3, 1 and (0 or 2), None or 0, "" and 5)
