// Records from elsewhere, in the terminal: whatever is wrong with one, the answer is a status and
// words, and none of its control characters.
#include <catch2/catch.hpp>

#include "tests/cli/call.h"
#include "tests/cli/sample_record.h"
#include "tests/record/mutated.h"

using namespace grove;
using namespace cli_test;

TEST_CASE(
    "tree, why and play answer a record with anything wrong, and pass on no control characters") {
  int taken = 0, refused = 0;
  mutated::for_each_mutation(kSampleRecord, [&](const std::string& what, const std::string& text) {
    INFO(what);
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"tree", "-"}, {"why", "-", "--event", "40"}, {"play", "-"}}) {
      const Answer answer = call_with_input(text, arguments);
      const bool known = answer.status == 0 || answer.status == 64 || answer.status == 65 ||
                         answer.status == 1 || answer.status == 80 || answer.status == 81 ||
                         answer.status == 130;
      CHECK(known);
      if (answer.status == 65) CHECK(contains(answer.err, "error: "));
      CHECK_FALSE(contains(answer.out + answer.err, "\x1b"));
      ++(answer.status == 65 ? refused : taken);
    }
  });
  CHECK(taken > 100);
  CHECK(refused > 1000);
}

TEST_CASE("a record's task needs a label and a name") {
  for (const std::string field : {"label", "name"}) {
    std::vector<mutated::Json> lines = mutated::lines_of(kSampleRecord);
    for (mutated::Json& line : lines) {
      if (line.contains("kind") && line["kind"] == "task_spawned") line.erase(field);
    }
    const Answer answer = call_with_input(mutated::text_of(lines), {"tree", "-"});
    CHECK(answer.status == 65);
    CHECK(contains(answer.err, "`" + field + "` is missing"));
  }
}
