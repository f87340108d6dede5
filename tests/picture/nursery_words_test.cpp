#include <catch2/catch.hpp>

#include "engine/picture/words.h"
#include "tests/model/story.h"

namespace grove {
namespace {

TEST_CASE("a nursery that closed still says why it was cancelled") {
  test::Story story;
  const TaskId main = story.spawn("main");
  const NurseryId nursery = story.open_nursery(main, {});
  const NurseryId plain = story.open_nursery(main, ScopeId{0}, 30);
  const TaskId winner = story.spawn("winner", nursery, main);
  story.cancel(ScopeId{0}, CancelReason::kExplicit, EventId{0}, winner);
  story.exit(winner, Outcome::kOk);
  const auto words = [&](NurseryId id) {
    Model model(story.record);
    model.seek(story.record.size());
    return nursery_words(model, id);
  };
  CHECK(words(nursery).front() == "cancelled by winner · 0 left");
  story.close_nursery(plain, main, ScopeId{1});
  story.close_nursery(nursery, main, ScopeId{0});
  CHECK(words(nursery) == std::vector<std::string>{"cancelled by winner · closed", "closed"});
  CHECK(words(plain) == std::vector<std::string>{"closed"});
}

}  // namespace
}  // namespace grove
