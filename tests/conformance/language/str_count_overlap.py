print("aaaa".count("aa"), "abcabc".count("abc", 1), "".count(""), "x".count("xyz"), "日日".count("日"))
