// The answers to questions that are answered in the picture.
#include "engine/lesson/drawing_truth.h"

#include <catch2/catch.hpp>

#include "tests/runs/run_of.h"

using namespace grove;

namespace {

// In the roulette with gather: r01 goes bang at 0.27, and r0 passes it on; the rest play on.
DrawingTruth truth(Drawing drawing) {
  static const Scenario kPlayed = shipped("roulette_gather");
  static const Run kRun = run_of(kPlayed, kPlayed.inputs);
  return truth_of(drawing, kRun.record());
}

using Tasks = std::vector<std::string>;
const Tasks kSix{"r0", "r1", "r00", "main/r0/r01", "r10", "r11"};

}  // namespace

TEST_CASE("who is to be marked is what the run says of that moment") {
  CHECK(truth({.kind = Drawing::Kind::kAlive, .among = kSix, .at = sim_time_from_seconds(0.3)})
            .tasks == Tasks{"r1", "r00", "r10", "r11"});
  CHECK(truth({.kind = Drawing::Kind::kFailed, .among = kSix, .at = sim_time_from_seconds(0.3)})
            .tasks == Tasks{"r0", "main/r0/r01"});
  CHECK(truth({.kind = Drawing::Kind::kFailed, .among = kSix, .at = sim_time_from_seconds(0.2)})
            .tasks.empty());
  CHECK(truth({.kind = Drawing::Kind::kCancelled, .among = kSix}).tasks.empty());
  CHECK(truth({.kind = Drawing::Kind::kPrints, .among = {"main", "r00", "r000"}}).tasks ==
        Tasks{"main", "r000"});
}

TEST_CASE("a bar ends, and tasks end one after the other, as the run says") {
  CHECK(truth({.kind = Drawing::Kind::kUntil, .task = "r111"}).until == sim_time_from_seconds(0.6));
  CHECK(truth({.kind = Drawing::Kind::kOrder, .among = {"main", "r111", "r01"}}).tasks ==
        Tasks{"r01", "r111", "main"});
}
