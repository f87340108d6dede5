#include "engine/language/check/remedies.h"

#include <algorithm>
#include <iterator>

namespace grove {
namespace {

struct Remedy {
  std::string_view name;
  std::string_view text;
};

template <std::size_t kCount>
std::string_view look_up(const Remedy (&table)[kCount], std::string_view name) {
  const auto* found = std::find_if(std::begin(table), std::end(table),
                                   [name](const Remedy& r) { return r.name == name; });
  return found == std::end(table) ? std::string_view{} : found->text;
}

constexpr Remedy kModules[] = {
    {"threading", "start a task in a nursery"},
    {"_thread", "start a task in a nursery"},
    {"multiprocessing", "start tasks in a nursery; there is a single process"},
    {"queue", "use `trio.open_memory_channel`"},
    {"sched", "use `trio.sleep_until`"},
    {"select", "wait with Trio: each waiting is an `await`"},
    {"selectors", "wait with Trio: each waiting is an `await`"},
    {"ssl", "leave it out: nobody listens in on a simulated network"},
    {"http", "send the request yourself, over `trio.open_tcp_stream`"},
    {"urllib", "send the request yourself, over `trio.open_tcp_stream`"},
    {"requests", "send the request yourself, over `trio.open_tcp_stream`"},
    {"httpx", "send the request yourself, over `trio.open_tcp_stream`"},
    {"asks", "send the request yourself, over `trio.open_tcp_stream`"},
    {"shutil", "use `pathlib.Path`"},
    {"glob", "use `pathlib.Path.glob`"},
    {"argparse", "write the options as constants: knobs set them"},
    {"getpass", "write the value as a constant"},
    {"csv", "split the lines with `str.split`"},
    {"pickle", "keep the data as it is"},
    {"re", "use the methods of str: `split`, `find`, `startswith`, `replace`"},
    {"struct", "keep the numbers in a tuple"},
    {"calendar", "use `datetime`"},
    {"timeit", "use `trio.current_time()`: only waiting takes time"},
    {"array", "use a list"},
    {"inspect", "use `callable` and `hasattr`"},
    {"weakref", "keep a plain reference"},
    {"gc", "objects go when their last reference goes"},
    {"decimal", "use int or float"},
    {"fractions", "use int or float"},
    {"secrets", "use `random`: its seed makes a run repeatable"},
    {"uuid", "use `random.randrange`"},
    {"hashlib", "sum up the bytes yourself"},
    {"unittest", "use `assert`"},
    {"pytest", "use `assert`"},
    {"numpy", "use lists"},
    {"curio", "use `trio`"},
    {"anyio", "use `trio`"},
    {"gevent", "use `trio`"},
    {"tqdm", "use `print`"},
};

constexpr Remedy kBuiltins[] = {
    {"input", "write the value as a constant: a knob sets it"},
    {"memoryview", "use a slice of the bytes"},
    {"eval", "write the expression itself"},
    {"exec", "write the statements themselves"},
    {"compile", "write the code itself"},
    {"__import__", "write `import`"},
    {"globals", "name the variables, or keep them in a dict"},
    {"locals", "name the variables, or keep them in a dict"},
    {"help", "leave it out"},
    {"breakpoint", "leave it out: a run can be stopped anywhere and stepped both ways"},
    {"exit", "write `raise SystemExit(1)`"},
    {"quit", "write `raise SystemExit(1)`"},
    {"copyright", "leave it out"},
    {"credits", "leave it out"},
    {"license", "leave it out"},
};

// Of attributes that only built-in things have; a class of the program's may have them as well.
constexpr Remedy kAttributes[] = {
    {"__globals__", "name the variables"},
    {"__closure__", "name the variables"},
};

}  // namespace

// A module within a package has its package's remedy if it has none of its own.
std::string_view remedy_for_module(std::string_view module) {
  const std::string_view own = look_up(kModules, module);
  return own.empty() ? look_up(kModules, module.substr(0, module.find('.'))) : own;
}

std::string_view remedy_for_builtin(std::string_view name) { return look_up(kBuiltins, name); }

std::string_view remedy_for_attribute(std::string_view name) { return look_up(kAttributes, name); }

}  // namespace grove
