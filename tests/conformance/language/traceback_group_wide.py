# At most 15 members and 10 levels are drawn.
group = ExceptionGroup("bottom", [ValueError(i) for i in range(20)])
for level in range(15):
    group = ExceptionGroup("level " + str(level), [group, KeyError(level)])
raise ExceptionGroup("top", [ExceptionGroup("wide", [ValueError(i) for i in range(17)]), group])
