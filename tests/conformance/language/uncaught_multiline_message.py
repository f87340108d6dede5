raise RuntimeError("line one\nline two\n\n  indented")
