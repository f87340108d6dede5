#include "engine/scenario/scenario.h"
#include "engine/record/interventions.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include "engine/base/json.h"

using namespace grove;
namespace fs = std::filesystem;

namespace {

// A scenario without faults.
Scenario read(const std::string& text, const std::string* program = nullptr) {
  const ScenarioResult result = read_scenario(text, "folder/s.json", program);
  INFO(format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

// A folder of its own that goes when the test ends.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "grove-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

void check_same(const Scenario& a, const Scenario& b) {
  CHECK(a.source == b.source);
  CHECK(a.title == b.title);
  CHECK(a.about == b.about);
  CHECK(a.goal == b.goal);
  CHECK(a.part == b.part);
  CHECK(a.tags == b.tags);
  REQUIRE(a.knobs.size() == b.knobs.size());
  for (std::size_t i = 0; i < a.knobs.size(); ++i) {
    const Knob& x = a.knobs[i];
    const Knob& y = b.knobs[i];
    CHECK(x.name == y.name);
    CHECK(x.label == y.label);
    CHECK(x.kind == y.kind);
    CHECK(x.min == y.min);
    CHECK(x.max == y.max);
    CHECK(x.step == y.step);
    CHECK(x.is_integer == y.is_integer);
    CHECK(x.choices == y.choices);
  }
  REQUIRE(a.presets.size() == b.presets.size());
  for (std::size_t i = 0; i < a.presets.size(); ++i) {
    CHECK(a.presets[i].name == b.presets[i].name);
    CHECK(a.presets[i].knobs == b.presets[i].knobs);
    CHECK(a.presets[i].seed == b.presets[i].seed);
    CHECK(a.presets[i].schedule == b.presets[i].schedule);
  }
  CHECK(a.inputs == b.inputs);
  CHECK(a.lesson_json == b.lesson_json);
  CHECK(a.compare_json == b.compare_json);
  CHECK(a.expect_json == b.expect_json);
  CHECK(a.network == b.network);
  CHECK(a.files == b.files);
}

const char kFull[] = R"json({
  "$schema": "../assets/scenario.schema.json",
  "grove": 1,
  "title": "Roulette \"with\" nurseries",
  "about": "größer",
  "goal": "say it",
  "part": "C",
  "tags": ["cancel", "nursery"],
  "program": ["import trio", "", "BANGS = ['r01']"],
  "seed": -3,
  "schedule": "shuffled:7",
  "until": 2.5,
  "presets": {
    "A": {"knobs": {"BANGS": ["it's"], "CHAMBERS": 12}, "seed": 4},
    "B": {"schedule": [["r0", "r1"], []]}
  },
  "knobs": {
    "CHAMBERS": {"label": "chambers", "min": 2, "max": 12, "step": 2},
    "DELAY": {"min": 0.25, "max": 2},
    "BANGS": {"label": "bangs", "choices": [["r01"], ["it's"], [], {"a": null}, "x\ny", 1e5]},
    "KEEP": {"label": "keep it", "type": "bool", "set": "True"},
    "OTHER": {"set": "(1, 2)"}
  },
  "limits": {"tasks": 50, "seconds": 9},
  "network": {"hosts": {
    "a": ["192.0.2.1"]}},
  "files": {},
  "inputs": [{"at": 1.50, "do": "interrupt"}],
  "lesson": {"minutes": 5, "steps": [{"id": "s", "on": {"t": 1}, "say": "x"}]},
  "compare": {"with": "other"},
  "expect": [{"at": 0.3, "alive": 1}]
})json";

}  // namespace

TEST_CASE("all that a scenario file can say is read") {
  const Scenario s = read(kFull);
  CHECK(s.slug == "s");
  CHECK(s.file == "folder/s.json");
  CHECK(s.program_file == "folder/s.json");
  CHECK(s.title == "Roulette \"with\" nurseries");
  CHECK(s.about == "größer");
  CHECK(s.goal == "say it");
  CHECK(s.part == "C");
  CHECK(s.tags == std::vector<std::string>{"cancel", "nursery"});
  CHECK(s.source == "import trio\n\nBANGS = ['r01']\n");
  CHECK(s.inputs.seed == -3);
  CHECK(name_of(s.inputs.schedule) == "shuffled:7");
  CHECK(s.inputs.until == SimTime{2'500'000'000});
  CHECK(s.inputs.limits.tasks == 50);
  CHECK(s.inputs.limits.seconds == 9);
  CHECK(s.inputs.limits.depth == Limits{}.depth);
  CHECK(s.inputs.knobs ==
        std::vector<std::pair<std::string, std::string>>{{"KEEP", "True"}, {"OTHER", "(1, 2)"}});
  REQUIRE(s.knobs.size() == 4);
  CHECK(s.knobs[0].label == "chambers");
  CHECK(s.knobs[0].kind == Knob::Kind::kRange);
  CHECK((s.knobs[0].min == 2 && s.knobs[0].max == 12 && s.knobs[0].step == 2));
  CHECK(s.knobs[0].is_integer);
  CHECK(s.knobs[1].label == "DELAY");
  CHECK(s.knobs[1].step == 1);
  CHECK_FALSE(s.knobs[1].is_integer);
  CHECK(s.knobs[2].choices ==
        std::vector<std::string>{"['r01']", "[\"it's\"]", "[]", "{'a': None}", "'x\\ny'", "1e5"});
  CHECK(s.knobs[3].kind == Knob::Kind::kBool);
  REQUIRE(s.presets.size() == 2);
  CHECK(s.presets[0].knobs == std::vector<std::pair<std::string, std::string>>{
                                  {"BANGS", "[\"it's\"]"}, {"CHAMBERS", "12"}});
  CHECK(s.presets[0].seed == 4);
  CHECK_FALSE(s.presets[0].schedule.has_value());
  REQUIRE(s.presets[1].schedule.has_value());
  CHECK(s.presets[1].schedule->batches == std::vector<std::vector<std::string>>{{"r0", "r1"}, {}});
  CHECK(s.network == "{\"hosts\": {\n    \"a\": [\"192.0.2.1\"]}}");
  REQUIRE(s.inputs.interventions.size() == 1);
  CHECK(intervention_json(s.inputs.interventions[0]) == "{\"at\": 1.5, \"do\": \"interrupt\"}");
  CHECK(s.lesson_json ==
        "{\"minutes\": 5, \"steps\": [{\"id\": \"s\", \"on\": {\"t\": 1}, \"say\": \"x\"}]}");
}

TEST_CASE("what a scenario leaves out has its default") {
  const Scenario s = read("{\"grove\": 1, \"program\": []}");
  CHECK(s.source == "");
  CHECK(s.inputs == Inputs{});
  CHECK(s.knobs.empty());
  CHECK(s.lesson_json == "");
}

TEST_CASE("a scenario that was written reads back as it was") {
  const Scenario s = read(kFull);
  const std::string text = write_scenario(s);
  check_same(read(text), s);
  CHECK(write_scenario(read(text)) == text);
  const Scenario python = scenario_from_python("x = 1\r\ny = 2", "a/b.py");
  check_same(read(write_scenario(python)), python);
}

TEST_CASE("random scenarios read back as they were written") {
  std::mt19937_64 dice(3);
  const char* const texts[] = {"",     "a",     "\"q\" 'p' \\", "ä\n\t\x01", "\xF0\x9F\x8C\xB3",
                               "None", "[1, 2]"};
  const auto text = [&] { return std::string(texts[dice() % std::size(texts)]); };
  for (int i = 0; i < 300; ++i) {
    Scenario s =
        scenario_from_python("import trio\n" + std::string(dice() % 3, '\n') + "x = 1", "x.py");
    s.title = text();
    s.goal = text();
    for (auto n = dice() % 3; n > 0; --n) s.tags.push_back(text());
    s.inputs.seed = static_cast<int64_t>(dice());
    s.inputs.until = dice() % 2 == 0
                         ? kNever
                         : SimTime{1 + static_cast<int64_t>(dice() % (1LL << (dice() % 50 + 1)))};
    s.inputs.limits.events = 1 + static_cast<int64_t>(dice() % 1000);
    s.inputs.schedule.kind = static_cast<SchedulePolicy::Kind>(dice() % 4);
    if (s.inputs.schedule.kind == SchedulePolicy::Kind::kShuffled) s.inputs.schedule.seed = dice();
    if (s.inputs.schedule.kind == SchedulePolicy::Kind::kExplicit) {
      s.inputs.schedule.batches = {{text(), "r1"}, {}};
    }
    Knob range;
    range.name = "N";
    range.label = dice() % 2 == 0 ? "N" : "number";
    range.is_integer = dice() % 2 == 0;
    range.min = range.is_integer ? 3 : 0.1;
    range.max = range.is_integer ? 1'000'000 : 7;
    s.knobs.push_back(range);
    s.inputs.knobs.emplace_back("N", "5");
    s.inputs.knobs.emplace_back("M", text());
    INFO(write_scenario(s));
    check_same(read(write_scenario(s)), s);
  }
}

TEST_CASE(
    "whatever was done to a scenario file, it is read or answered with faults in their places") {
  std::mt19937_64 dice(5);
  const std::string text = kFull;
  const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string mutated = text;
    for (auto n = 1 + dice() % 3; n > 0; --n) {
      const std::size_t at = dice() % mutated.size();
      const std::size_t from = dice() % mutated.size();
      switch (dice() % 3) {
        case 0:
          mutated[at] = "{}[]\",:0a\\"[dice() % 10];
          break;
        case 1:
          mutated.erase(at, dice() % 9);
          break;
        default:
          mutated.insert(at, mutated.substr(from, dice() % 30));
      }
    }
    const ScenarioResult result = read_scenario(mutated, "s.json");
    REQUIRE(result.scenario.has_value() == result.problems.empty());
    refused += result.problems.empty() ? 0 : 1;
    for (const Problem& problem : result.problems) {
      REQUIRE(problem.span.line >= 1);
      REQUIRE(problem.span.line <= lines + 3);
      REQUIRE(problem.span.column >= 1);
      REQUIRE_FALSE(problem.message.empty());
    }
    if (result.scenario) check_same(read(write_scenario(*result.scenario)), *result.scenario);
  }
  CHECK(refused > 500);
}

TEST_CASE("a bare program is a scenario with all else at its default") {
  const Scenario s =
      scenario_from_python("\xEF\xBB\xBFimport trio\r\nx = 1\ry = 2", "dir/roulette.py");
  CHECK(s.slug == "roulette");
  CHECK(s.title == "roulette");
  CHECK(s.program_file == "dir/roulette.py");
  CHECK(s.source == "import trio\nx = 1\ny = 2\n");
  CHECK(s.inputs == Inputs{});
}

TEST_CASE("a program beside the scenario is found, also in a folder below") {
  const Folder folder;
  folder.write("code/p.py", "x = 1");
  const std::string file = folder.write("s.json", "{\"grove\": 1, \"program\": \"./code/p.py\"}");
  const ScenarioResult result = load_scenario(file);
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->source == "x = 1\n");
  CHECK(fs::path(result.scenario->program_file).filename() == "p.py");
  CHECK(result.scenario->slug == "s");
  const std::string program = "y = 2\n";
  const Scenario in_memory = read("{\"grove\": 1, \"program\": \"code/p.py\"}", &program);
  CHECK(in_memory.source == "y = 2\n");
  CHECK(in_memory.program_file == "folder/code/p.py");
}

TEST_CASE("a program that is missing, or no file, is a fault of the scenario") {
  const Folder folder;
  fs::create_directory(folder / "sub");
  const auto message = [&](const std::string& program) {
    const ScenarioResult result =
        load_scenario(folder.write("s.json", "{\"grove\": 1, \"program\": \"" + program + "\"}"));
    CHECK_FALSE(result.scenario.has_value());
    CHECK_FALSE(result.no_such_file);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].pointer == "/program");
    return result.problems[0].message;
  };
  CHECK(message("gone.py") == "there is no file `gone.py` beside the scenario");
  CHECK(message("sub") == "`sub`: this is a folder, not a file");
}

TEST_CASE("a link does not lead a program's path out of the scenario's folder") {
  const Folder folder;
  const std::string outside = folder.write("secret.py", "x = 1");
  const std::string inside = folder.write("in/real.py", "x = 2");
  fs::create_symlink(outside, folder / "in/out.py");
  fs::create_symlink("real.py", folder / "in/link.py");
  fs::create_directory_symlink("..", folder / "in/up");
  const auto load = [&](const std::string& program) {
    return load_scenario(
        folder.write("in/s.json", "{\"grove\": 1, \"program\": \"" + program + "\"}"));
  };
  CHECK(load("link.py").scenario->source == "x = 2\n");
  for (const char* program : {"out.py", "up/secret.py"}) {
    const ScenarioResult result = load(program);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].message ==
          "`" + std::string(program) + "` is a link that leads out of the scenario's folder");
  }
}

TEST_CASE("a file that is not there is told apart from one at fault") {
  const Folder folder;
  const ScenarioResult gone = load_scenario((folder / "gone.json").string());
  CHECK(gone.no_such_file);
  REQUIRE(gone.problems.size() == 1);
  CHECK(gone.problems[0].message == "there is no such file");
  const ScenarioResult directory = load_scenario((folder / ".").string());
  CHECK_FALSE(directory.no_such_file);
  REQUIRE(directory.problems.size() == 1);
  CHECK(directory.problems[0].message == "this is a folder, not a file");
}

TEST_CASE("a file without a known ending is told by its text") {
  const Folder folder;
  CHECK(load_scenario(folder.write("a.txt", "import trio\n")).scenario->source == "import trio\n");
  CHECK(load_scenario(folder.write("b.txt", " {\"grove\": 1, \"program\": [\"y\"]}"))
            .scenario->source == "y\n");
  const ScenarioResult broken = load_scenario(folder.write("c.py", "x = '\xFC'\n"));
  REQUIRE(broken.problems.size() == 1);
  CHECK(broken.problems[0].message == "a byte that is no UTF-8");
  CHECK(broken.problems[0].span == SourceSpan{1, 6, 1, 7});
}

TEST_CASE("a preset lays its values over the inputs, and leaves the others") {
  const Scenario s = read(kFull);
  Inputs inputs = s.inputs;
  inputs.knobs = {{"BANGS", "[]"}, {"X", "1"}};
  CHECK_FALSE(apply_preset(s, "C", &inputs));
  CHECK(inputs.knobs.size() == 2);
  REQUIRE(apply_preset(s, "A", &inputs));
  CHECK(inputs.knobs == std::vector<std::pair<std::string, std::string>>{
                            {"BANGS", "[\"it's\"]"}, {"X", "1"}, {"CHAMBERS", "12"}});
  CHECK(inputs.seed == 4);
  CHECK(name_of(inputs.schedule) == "shuffled:7");
  REQUIRE(apply_preset(s, "B", &inputs));
  CHECK(inputs.seed == 4);
  CHECK(name_of(inputs.schedule) == "explicit");
}

TEST_CASE("what stands at a bound lies within it") {
  const auto takes = [](const std::string& members) {
    const ScenarioResult result =
        read_scenario("{\"grove\": 1, \"program\": [], " + members + "}", "s.json");
    INFO(members << "\n" << format_problems(result.problems));
    CHECK(result.scenario.has_value());
  };
  // Each limit from 1 to what it is anyway.
  const Limits most;
  for (const auto& [name, value] : {std::pair{"tasks", most.tasks},
                                    {"events", most.events},
                                    {"bytes", most.bytes},
                                    {"depth", most.depth},
                                    {"instructions", most.instructions},
                                    {"seconds", most.seconds}}) {
    takes("\"limits\": {\"" + std::string(name) + "\": 1}");
    takes("\"limits\": {\"" + std::string(name) + "\": " + std::to_string(value) + "}");
  }
  takes("\"until\": 0.000000001");
  const std::string knob = "\"knobs\": {\"N\": {\"min\": 1, \"max\": 3}}";
  takes(knob + ", \"presets\": {\"A\": {\"knobs\": {\"N\": 1}}, \"B\": {\"knobs\": {\"N\": 3}}}");
  takes("\"knobs\": {\"N\": {\"min\": 2, \"max\": 2}}");
  takes("\"seed\": -9223372036854775808");
  takes("\"seed\": 9223372036854775807");
  takes("\"inputs\": [{\"step\": 0, \"do\": \"interrupt\"}, {\"at\": 0, \"do\": \"interrupt\"}]");
  takes("\"inputs\": [{\"step\": 2147483647, \"do\": \"interrupt\"}]");
  takes("\"inputs\": [{\"at\": 1, \"do\": \"cancel\", \"scope\": \"main:1#1\"}]");
}

TEST_CASE("a record's header holds what was in force, and gives the scenario back") {
  const Scenario s = read(kFull);
  Inputs inputs = s.inputs;
  inputs.seed = 99;
  inputs.limits.depth = 5000;  // raised on the command line
  inputs.knobs.emplace_back("BANGS", "{1, 2}");
  RecordHeader header;
  header.title = s.title;
  header.program = {"import trio", ""};
  header.scenario = resolved_scenario_json(s, inputs);
  const ScenarioResult result = scenario_from_record(header, "r.jsonl");
  INFO(header.scenario << "\n" << format_problems(result.problems));
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->inputs == inputs);
  CHECK(result.scenario->network == s.network);
  CHECK(result.scenario->source == "import trio\n\n");
  CHECK(result.scenario->title == s.title);
  header.scenario.clear();
  header.source = "trio 0.34.0";
  const ScenarioResult none = scenario_from_record(header, "r.jsonl");
  CHECK(format_problems(none.problems) ==
        "r.jsonl: error: the record does not hold the scenario it was made of (it came from trio "
        "0.34.0)\n");
}

TEST_CASE("the schema for editors knows the keys that the reader knows") {
  std::ifstream in("assets/scenario.schema.json");
  std::stringstream text;
  text << in.rdbuf();
  const std::string schema_text = text.str();
  JsonError error;
  const std::optional<JsonValue> schema = parse_json(schema_text, &error);
  REQUIRE(schema.has_value());
  // The reader lists its keys to an author whose key is like none of them.
  const auto listed = [](const std::string& scenario) {
    const ScenarioResult result = read_scenario(scenario, "s.json");
    REQUIRE(result.problems.size() == 1);
    std::set<std::string> keys;
    const std::string& hint = result.problems[0].hint;
    for (std::size_t at = hint.find('`'); at != std::string::npos;) {
      const std::size_t end = hint.find('`', at + 1);
      keys.insert(hint.substr(at + 1, end - at - 1));
      at = hint.find('`', end + 1);
    }
    return keys;
  };
  const auto properties = [](const JsonValue& object) {
    std::set<std::string> keys;
    for (const JsonMember& member : object.find("properties")->members) keys.insert(member.key);
    return keys;
  };
  const JsonValue& top = *schema;
  const JsonValue& members = *top.find("properties");
  CHECK(properties(top) == listed("{\"grove\": 1, \"program\": [], \"qqqqqqqqqq\": 0}"));
  CHECK(properties(*members.find("limits")) ==
        listed("{\"grove\": 1, \"program\": [], \"limits\": {\"qqqqqqqqqq\": 0}}"));
  CHECK(properties(*members.find("presets")->find("additionalProperties")) ==
        listed("{\"grove\": 1, \"program\": [], \"presets\": {\"A\": {\"qqqqqqqqqq\": 0}}}"));
  CHECK(properties(*top.find("definitions")->find("knob")) ==
        listed("{\"grove\": 1, \"program\": [], \"knobs\": {\"A\": {\"type\": \"bool\", "
               "\"qqqqqqqqqq\": 0}}}"));
}
