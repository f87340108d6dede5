print('a' "b" 'c', 'it\'s', "q\"q", """multi
line 'and' "quotes\"""", r"raw\n\t", 'tab\tnew\\', '\x41\u00e9\U0001F600\101\0')
print(u"old", R'\d', 'a\
b', repr('\x7f\xa0\u200b\ud7ff\n'), '''it's''', "\q" == "\\q")
