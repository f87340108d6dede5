// The main program of both test binaries, and the line of counts that `tests/run` adds up.
// No test may be here: with Catch2's own code in it this file takes long to compile.
#define CATCH_CONFIG_MAIN
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include <catch2/catch.hpp>
#include <iostream>

namespace {

// Catch2's reporters print counts in words that differ with the result; this line does not.
struct Counts : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;

  void testRunEnded(const Catch::TestRunStats& stats) override {
    const Catch::Counts& cases = stats.totals.testCases;
    std::cout << cases.passed + cases.failedButOk << " passed, " << cases.failed
              << " failed, 0 skipped\n";
  }
};

}  // namespace

CATCH_REGISTER_LISTENER(Counts)
