print(["it's", 'say "x"', "both'\""], {"it's": 'a"b'}, ("\n",), {"\t"})
