"""Makes python_names.inc from the Python (3.11) and the Trio (0.34) that it runs with: what the
modules that Grove has, or has a part of, have in the real thing. A program that uses the rest is
told that it is there, and not here.

    PYTHONPATH=build/deps/trio /usr/bin/python3 engine/language/code/python_names.py \\
        > engine/language/code/python_names.inc
"""

import importlib
import sys

MODULES = ["abc", "asyncio", "bisect", "builtins", "collections", "collections.abc",
           "concurrent.futures",
           "contextlib", "contextvars", "copy", "dataclasses", "datetime", "enum", "errno",
           "functools", "heapq", "io", "itertools", "json", "keyword", "logging", "math", "operator",
           "os", "os.path", "outcome", "pathlib", "pprint", "random", "signal", "socket", "statistics",
           "string", "subprocess", "sys", "tempfile", "textwrap", "time", "traceback", "trio",
           "trio.abc", "trio.from_thread", "trio.lowlevel", "trio.socket",
           "trio.testing", "trio.to_thread", "types", "typing", "warnings"]


def public(module):
    names = dir(importlib.import_module(module))
    if module == "builtins":
        # What a module has without being told, less what programs have here.
        names = {*names, "__builtins__", "__file__"} - {"__debug__", "__doc__", "__name__"}
        return sorted(names - {"False", "None", "True"})
    return sorted(name for name in names if not name.startswith("_"))


def show(words, indent):
    line = indent
    for word in words:
        if len(line) + len(word) + 3 > 100:
            print(line.rstrip() + ' "')
            line = indent
        line += word + " " if line != indent else '"' + word + " "
    print(line.rstrip() + '"', end="")


print("// Made by python_names.py from Python 3.11 and Trio 0.34; not edited by hand.")
print("// clang-format off")
print("constexpr ModuleNames kModuleNames[] = {")
for module in MODULES:
    print(f'    {{"{module}",')
    show(public(module), "     ")
    print("},")
print("};")
print("constexpr std::string_view kLibraryModules =")
show(sorted(name for name in sys.stdlib_module_names if not name.startswith("_")), "    ")
print(";")
