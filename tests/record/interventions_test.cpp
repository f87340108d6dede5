#include "engine/record/interventions.h"

#include <catch2/catch.hpp>
#include <string>

#include "engine/record/names.h"
#include "engine/scenario/scenario.h"

using namespace grove;

namespace {

std::string faults_of(const std::string& text) {
  Problems problems;
  CHECK_FALSE(parse_intervention(text, "--input", &problems).has_value());
  return format_problems(problems);
}

}  // namespace

TEST_CASE("an intervention is written as it is read, whatever it does") {
  for (const std::string text :
       {"{\"at\": 1.5, \"do\": \"interrupt\"}", "{\"step\": 0, \"do\": \"interrupt\"}",
        "{\"step\": 41, \"do\": \"cancel\", \"scope\": \"main:34\"}",
        "{\"at\": 0.000000001, \"do\": \"cancel\", \"scope\": \"main/r0:26#2\"}",
        "{\"step\": 3, \"do\": \"raise\", \"task\": \"main/r0\", \"exception\": "
        "\"OSError('gone')\"}",
        "{\"step\": 3, \"do\": \"raise\", \"task\": \"r#2\", \"exception\": "
        "\"trio.TooSlowError()\"}",
        "{\"at\": 12, \"do\": \"choose\", \"task\": \"r11\"}",
        "{\"step\": 4, \"at\": 0.25, \"do\": \"deadline\", \"scope\": \"main:3\", \"to\": 0.5}",
        "{\"step\": 4, \"do\": \"deadline\", \"scope\": \"main:3\", \"to\": null}",
        "{\"step\": 4, \"do\": \"shield\", \"scope\": \"main:3\", \"to\": false}"}) {
    Problems problems;
    const auto made = parse_intervention(text, "--input", &problems);
    INFO(text << "\n" << format_problems(problems));
    REQUIRE(made.has_value());
    CHECK(intervention_json(*made) == text);
  }
}

TEST_CASE("an exception is a class, and a text if it has one") {
  Problems problems;
  const auto read = [&](const std::string& call) {
    return parse_intervention("{\"step\": 1, \"do\": \"raise\", \"task\": \"t\", \"exception\": " +
                                  json_string(call) + "}",
                              "--input", &problems);
  };
  REQUIRE(read("OSError"));
  CHECK(read("OSError")->exception_class == "OSError");
  CHECK_FALSE(read("OSError()")->exception_text.has_value());
  CHECK(read("Bang(\"it's\")")->exception_text == "it's");
  for (const char* wrong :
       {"", "1", "OSError('a', 'b')", "OSError(x)", "OSError('a'", "f(1)", "a b"}) {
    INFO(wrong);
    CHECK_FALSE(read(wrong).has_value());
  }
}

TEST_CASE("a scope is named by its task, its line and, from the second on, its number") {
  const auto name = parse_scope_name("main/r0:26#2");
  REQUIRE(name.has_value());
  CHECK(name->task == "main/r0");
  CHECK(name->line == 26);
  CHECK(name->number == 2);
  CHECK(parse_scope_name("a:b:3")->task == "a:b");
  CHECK(parse_scope_name("main:34")->number == 1);
  for (const char* wrong :
       {"", "main", ":3", "main:", "main:x", "main:0", "main:3#0", "main:3#", "main:-1"}) {
    INFO(wrong);
    CHECK_FALSE(parse_scope_name(wrong).has_value());
  }
}

TEST_CASE("what is wrong with an intervention is said with its place, and what to write") {
  CHECK(faults_of("{\"step\": 1, \"do\": \"cancel\", \"scope\": \"main\"}") ==
        "--input:1:38: error: \"main\" is no name of a scope [/scope]\n"
        "{\"step\": 1, \"do\": \"cancel\", \"scope\": \"main\"}\n"
        "                                     ^~~~~~\n"
        "hint: a scope is named by its task and line, as `main:34` or `main/r0:26#2`\n");
  const auto says = [](const std::string& text, const std::string& words) {
    INFO(text);
    CHECK(faults_of(text).find(words) != std::string::npos);
  };
  says("{\"do\": \"interrupt\"}", "the input does not say when");
  says("{\"step\": 1, \"do\": \"deadline\", \"scope\": \"main:3\"}", "the input lacks `to`");
  says("{\"step\": 1, \"do\": \"deadline\", \"scope\": \"main:3\", \"to\": true}",
       "expected simulated seconds");
  says("{\"step\": 1, \"do\": \"shield\", \"scope\": \"main:3\", \"to\": 1}",
       "expected true or false");
  says("{\"step\": 1, \"do\": \"cancel\", \"scope\": \"main:3\", \"to\": 1}",
       "`to` has no meaning for \"cancel\"");
  says("{\"step\": 1}", "the input lacks `do`");
  says("{\"step\": 1, \"do\": \"stop\"}", "nobody knows how to do \"stop\"");
  says("{\"step\": -1, \"do\": \"interrupt\"}", "expected the number of a step");
  says("{\"step\": 1.5, \"do\": \"interrupt\"}", "expected the number of a step");
  says("{\"at\": -2, \"do\": \"interrupt\"}", "expected simulated seconds");
  says("{\"step\": 1, \"do\": \"interrupt\", \"task\": \"a\"}",
       "`task` has no meaning for \"interrupt\"");
  says("{\"step\": 1, \"do\": \"raise\", \"task\": \"a\"}", "the input lacks `exception`");
  says("{\"step\": 1, \"do\": \"raise\", \"task\": \"a\", \"exception\": \"1\"}",
       "write a class and");
  says("{\"step\": 1, \"do\": \"choose\", \"task\": \"\"}", "the name of the task is empty");
  says("{\"step\": 1, \"do\": \"choose\", \"tusk\": \"a\"}", "did you mean `task`");
  says("[1]", "expected an object");
  says("{\"step\": 1", "error");
}

TEST_CASE("each act takes the keys that mean something for it, and no others") {
  struct Act {
    const char *word, *own;
  };
  constexpr Act kActs[] = {
      {"interrupt", ""},
      {"cancel", ", \"scope\": \"main:3\""},
      {"raise", ", \"task\": \"a\", \"exception\": \"OSError\""},
      {"choose", ", \"task\": \"a\""},
      {"deadline", ", \"scope\": \"main:3\", \"to\": null"},
      {"shield", ", \"scope\": \"main:3\", \"to\": true"},
  };
  constexpr Act kKeys[] = {
      {"scope", "\"main:3\""}, {"task", "\"a\""}, {"exception", "\"OSError\""}, {"to", "null"}};
  for (const Act& act : kActs) {
    const std::string whole = "{\"step\": 1, \"do\": \"" + std::string(act.word) + "\"" + act.own;
    INFO(whole);
    Problems none;
    CHECK(parse_intervention(whole + "}", "--input", &none).has_value());
    for (const Act& key : kKeys) {
      if (std::string(act.own).find("\"" + std::string(key.word) + "\"") != std::string::npos) {
        continue;
      }
      const std::string with_key = whole + ", \"" + key.word + "\": " + key.own + "}";
      CHECK(faults_of(with_key).find("`" + std::string(key.word) + "` has no meaning for \"" +
                                     act.word + "\"") != std::string::npos);
    }
  }
}

TEST_CASE("faults of interventions come with those of the rest of a scenario") {
  const ScenarioResult result = read_scenario(
      "{\"grove\": 1, \"program\": [], \"seed\": \"x\",\n"
      " \"inputs\": [{\"step\": 1, \"do\": \"interrupt\"}, {\"do\": \"interrupt\"}, 3]}",
      "s.json");
  REQUIRE(result.problems.size() == 3);
  CHECK(result.problems[1].pointer == "/inputs/1");
  CHECK(result.problems[2].pointer == "/inputs/2");
}
