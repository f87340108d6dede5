// How jemalloc is to behave in `grove`, where CMake found it: it reads this name at the start.
//
// A run only grows until the process ends, so nothing is given back, and one arena serves the one
// thread. Large pages: a fresh small one costs the kernel 1 to 2 µs, and a task takes about half of
// one. Together a quarter to a third of the time of runs of 100,000 tasks (tests/bench).
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,narenas:1,dirty_decay_ms:-1,muzzy_decay_ms:-1";
}
