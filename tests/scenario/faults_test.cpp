// What an author hears of a scenario file that is at fault: the whole text of each fault.
#include <catch2/catch.hpp>
#include <string>

#include "engine/scenario/scenario.h"

using namespace grove;

namespace {

// The faults of this text, as they are printed.
std::string faults(const std::string& text, const std::string* program = nullptr) {
  const ScenarioResult result = read_scenario(text, "s.json", program);
  CHECK(result.scenario.has_value() == result.problems.empty());
  return format_problems(result.problems);
}

// A scenario of this one member more, on a line of its own.
std::string with(const std::string& member) {
  return "{\"grove\": 1, \"program\": [\"import trio\"],\n" + member + "}";
}

}  // namespace

TEST_CASE("a scenario that is no JSON is told where the syntax breaks") {
  CHECK(faults("{\"grove\": 1,\n \"seed\": 3\n \"title\": \"x\"}") ==
        "s.json:3:2: error: expected `,` or `}`\n"
        " \"title\": \"x\"}\n"
        " ^\n");
  CHECK(faults(with("\"knobs\": {'A': 1}")) ==
        "s.json:2:11: error: expected a key\n"
        "\"knobs\": {'A': 1}}\n"
        "          ^\n"
        "hint: keys are put in \"…\"\n");
  CHECK(faults("[1]") ==
        "s.json:1:1: error: expected an object, got a list\n"
        "[1]\n"
        "^\n");
}

TEST_CASE("format and program are asked for") {
  CHECK(faults("{}") ==
        "s.json:1:1: error: `grove` is missing\n"
        "{}\n"
        "^\n"
        "hint: a scenario begins {\"grove\": 1, …\n"
        "s.json:1:1: error: `program` is missing\n"
        "{}\n"
        "^\n"
        "hint: it is the path of a .py file, or a list of source lines\n");
}

TEST_CASE("a format that this Grove does not know is refused") {
  CHECK(faults("{\"grove\": 2, \"program\": []}") ==
        "s.json:1:11: error: the scenario has format 2, and this Grove reads formats up to 1 "
        "[/grove]\n"
        "{\"grove\": 2, \"program\": []}\n"
        "          ^\n"
        "hint: open it with a newer Grove\n");
  CHECK(faults("{\"grove\": 0, \"program\": []}") ==
        "s.json:1:11: error: there is no format 0 [/grove]\n"
        "{\"grove\": 0, \"program\": []}\n"
        "          ^\n"
        "hint: write 1\n");
}

TEST_CASE("an unknown key is a fault, and the nearest known one is named") {
  CHECK(faults(with("\"shedule\": \"reversed\"")) ==
        "s.json:2:1: error: `shedule` is no key of a scenario [/shedule]\n"
        "\"shedule\": \"reversed\"}\n"
        "^~~~~~~~~\n"
        "hint: did you mean `schedule`?\n");
  CHECK(faults(with("\"presets\": {\"A\": {\"x\": 1}}")) ==
        "s.json:2:19: error: `x` is no key of a preset [/presets/A/x]\n"
        "\"presets\": {\"A\": {\"x\": 1}}}\n"
        "                  ^~~\n"
        "hint: its keys are `knobs`, `seed`, `schedule`\n");
}

TEST_CASE("a key that is given twice is a fault, at any depth") {
  CHECK(faults(with("\"seed\": 1, \"seed\": 2")) ==
        "s.json:2:12: error: `seed` is given twice [/seed]\n"
        "\"seed\": 1, \"seed\": 2}\n"
        "           ^~~~~~\n"
        "hint: leave one of them out\n");
  CHECK(faults(with("\"network\": {\"hosts\": {\"a\": [], \"b\": [], \"a\": []}}")) ==
        "s.json:2:41: error: `a` is given twice [/network/hosts/a]\n"
        "\"network\": {\"hosts\": {\"a\": [], \"b\": [], \"a\": []}}}\n"
        "                                        ^~~\n"
        "hint: leave one of them out\n");
}

TEST_CASE("a value of the wrong type is told with both types") {
  CHECK(faults(with("\"title\": [\"x\"]")) ==
        "s.json:2:10: error: expected a string, got a list [/title]\n"
        "\"title\": [\"x\"]}\n"
        "         ^\n");
  CHECK(faults(with("\"tags\": [\"a\", 1]")) ==
        "s.json:2:15: error: expected a string, got a number [/tags/1]\n"
        "\"tags\": [\"a\", 1]}\n"
        "              ^\n");
  CHECK(faults(with("\"seed\": \"three\"")) ==
        "s.json:2:9: error: expected an integer, got a string [/seed]\n"
        "\"seed\": \"three\"}\n"
        "        ^~~~~~~\n");
  CHECK(faults(with("\"seed\": 1.5")) ==
        "s.json:2:9: error: expected an integer, got 1.5 [/seed]\n"
        "\"seed\": 1.5}\n"
        "        ^~~\n");
  CHECK(faults(with("\"seed\": 99999999999999999999")) ==
        "s.json:2:9: error: the integer is too large [/seed]\n"
        "\"seed\": 99999999999999999999}\n"
        "        ^~~~~~~~~~~~~~~~~~~~\n"
        "hint: it has to fit into 64 bits\n");
  CHECK(faults(with("\"lesson\": [], \"expect\": {}")) ==
        "s.json:2:11: error: expected an object, got a list [/lesson]\n"
        "\"lesson\": [], \"expect\": {}}\n"
        "          ^\n"
        "s.json:2:25: error: expected a list, got an object [/expect]\n"
        "\"lesson\": [], \"expect\": {}}\n"
        "                        ^\n");
}

TEST_CASE("all faults of a file come at once, in order of place") {
  CHECK(faults("{\n"
               "  \"program\": 7,\n"
               "  \"seed\": null,\n"
               "  \"grove\": \"1\",\n"
               "  \"untill\": 3\n"
               "}") ==
        "s.json:2:14: error: expected the path of a .py file or a list of source lines, got a "
        "number [/program]\n"
        "  \"program\": 7,\n"
        "             ^\n"
        "s.json:3:11: error: expected an integer, got null [/seed]\n"
        "  \"seed\": null,\n"
        "          ^~~~\n"
        "s.json:4:12: error: expected an integer, got a string [/grove]\n"
        "  \"grove\": \"1\",\n"
        "           ^~~\n"
        "s.json:5:3: error: `untill` is no key of a scenario [/untill]\n"
        "  \"untill\": 3\n"
        "  ^~~~~~~~\n"
        "hint: did you mean `until`?\n");
}

TEST_CASE("columns count characters and pointers are escaped") {
  CHECK(faults(with("\"about\": \"größer\", \"presets\": {\"a/b~c\": {}, \"a/b~c\": {}}")) ==
        "s.json:2:45: error: `a/b~c` is given twice [/presets/a~1b~0c]\n"
        "\"about\": \"größer\", \"presets\": {\"a/b~c\": {}, \"a/b~c\": {}}}\n"
        "                                            ^~~~~~~\n"
        "hint: leave one of them out\n");
}

TEST_CASE("a program's path stays inside the scenario's folder") {
  const std::string hint =
      "hint: write a path inside the folder, as `roulette.py`, or a list of source lines\n";
  const auto fault = [](const std::string& path) {
    return faults("{\"grove\": 1, \"program\": " + path + "}");
  };
  CHECK(fault("\"../x.py\"") ==
        "s.json:1:25: error: the path of the program leads out of the scenario's folder "
        "[/program]\n"
        "{\"grove\": 1, \"program\": \"../x.py\"}\n"
        "                        ^~~~~~~~~\n" +
            hint);
  CHECK(fault("\"a/../../x.py\"") ==
        "s.json:1:25: error: the path of the program leads out of the scenario's folder "
        "[/program]\n"
        "{\"grove\": 1, \"program\": \"a/../../x.py\"}\n"
        "                        ^~~~~~~~~~~~~~\n" +
            hint);
  CHECK(fault("\"/etc/passwd\"") ==
        "s.json:1:25: error: the path of the program is absolute [/program]\n"
        "{\"grove\": 1, \"program\": \"/etc/passwd\"}\n"
        "                        ^~~~~~~~~~~~~\n" +
            hint);
  CHECK(fault("\"C:x.py\"").find("the path of the program is absolute") != std::string::npos);
  CHECK(fault("\"..\\\\x.py\"").find("a path is written with `/`") != std::string::npos);
  CHECK(fault("\"\"").find("the path of the program is empty") != std::string::npos);
  CHECK(fault("\"import trio\\n\"").find("a program in one string is taken for a path") !=
        std::string::npos);
}

TEST_CASE("a program that is not at hand is missed by name") {
  CHECK(faults("{\"grove\": 1, \"program\": \"x.py\"}") ==
        "s.json:1:25: error: the program `x.py` is not at hand here [/program]\n"
        "{\"grove\": 1, \"program\": \"x.py\"}\n"
        "                        ^~~~~~\n"
        "hint: open a scenario that has its program inside, as a list of source lines\n");
}

TEST_CASE("a source line holds one line") {
  CHECK(faults("{\"grove\": 1, \"program\": [\"a\", \"b\\nc\"]}") ==
        "s.json:1:31: error: a source line has a line end in it [/program/1]\n"
        "{\"grove\": 1, \"program\": [\"a\", \"b\\nc\"]}\n"
        "                              ^~~~~~\n"
        "hint: make it two elements of the list\n");
}

TEST_CASE("a schedule is one of four") {
  CHECK(faults(with("\"schedule\": \"reversd\"")) ==
        "s.json:2:13: error: \"reversd\" is no schedule [/schedule]\n"
        "\"schedule\": \"reversd\"}\n"
        "            ^~~~~~~~~\n"
        "hint: did you mean \"reversed\"?\n");
  CHECK(faults(with("\"schedule\": \"random\"")) ==
        "s.json:2:13: error: \"random\" is no schedule [/schedule]\n"
        "\"schedule\": \"random\"}\n"
        "            ^~~~~~~~\n"
        "hint: it is \"spawn-order\", \"reversed\", \"shuffled:SEED\" or a list of batches\n");
  CHECK(faults(with("\"schedule\": [[\"a\"], \"b\"]")) ==
        "s.json:2:21: error: expected a list, got a string [/schedule/1]\n"
        "\"schedule\": [[\"a\"], \"b\"]}\n"
        "                    ^~~\n");
  CHECK(faults(with("\"schedule\": 3")) ==
        "s.json:2:13: error: expected the name of a schedule or a list of batches, got a number "
        "[/schedule]\n"
        "\"schedule\": 3}\n"
        "            ^\n");
}

TEST_CASE("a knob is named as a constant, and says in one way which values it has") {
  CHECK(faults(with("\"knobs\": {\"2x\": {\"type\": \"bool\"}}")) ==
        "s.json:2:11: error: `2x` is no Python name [/knobs/2x]\n"
        "\"knobs\": {\"2x\": {\"type\": \"bool\"}}}\n"
        "          ^~~~\n"
        "hint: a knob is named as the constant of the program that it sets\n");
  CHECK(faults(with("\"knobs\": {\"A\": {\"label\": \"a\"}}")) ==
        "s.json:2:16: error: the knob does not say which values it has [/knobs/A]\n"
        "\"knobs\": {\"A\": {\"label\": \"a\"}}}\n"
        "               ^\n"
        "hint: give it either `min` and `max`, or `choices`, or `\"type\": \"bool\"`\n");
  CHECK(faults(with("\"knobs\": {\"A\": {\"min\": 1, \"max\": 2, \"choices\": [1]}}")) ==
        "s.json:2:16: error: the knob says in more than one way which values it has [/knobs/A]\n"
        "\"knobs\": {\"A\": {\"min\": 1, \"max\": 2, \"choices\": [1]}}}\n"
        "               ^\n"
        "hint: give it either `min` and `max`, or `choices`, or `\"type\": \"bool\"`\n");
  CHECK(faults(with("\"knobs\": {\"A\": {\"type\": \"int\"}}")) ==
        "s.json:2:25: error: expected \"bool\", got \"int\" [/knobs/A/type]\n"
        "\"knobs\": {\"A\": {\"type\": \"int\"}}}\n"
        "                        ^~~~~\n"
        "hint: numbers have `min` and `max`, other values are listed in `choices`\n");
}

TEST_CASE("a range has two ends in order, and a step that leads on") {
  CHECK(faults(with("\"knobs\": {\"A\": {\"min\": 5, \"max\": 2}}")) ==
        "s.json:2:34: error: `max` is less than `min` [/knobs/A/max]\n"
        "\"knobs\": {\"A\": {\"min\": 5, \"max\": 2}}}\n"
        "                                 ^\n");
  CHECK(faults(with("\"knobs\": {\"A\": {\"min\": 5}}")) ==
        "s.json:2:16: error: `max` is missing [/knobs/A]\n"
        "\"knobs\": {\"A\": {\"min\": 5}}}\n"
        "               ^\n"
        "hint: a knob with a range has both `min` and `max`\n");
  CHECK(faults(with("\"knobs\": {\"A\": {\"min\": 1, \"max\": 9, \"step\": 0}}")) ==
        "s.json:2:45: error: expected a number above 0, got 0 [/knobs/A/step]\n"
        "\"knobs\": {\"A\": {\"min\": 1, \"max\": 9, \"step\": 0}}}\n"
        "                                            ^\n");
  CHECK(faults(with("\"knobs\": {\"A\": {\"min\": 1, \"max\": 1e999}}")) ==
        "s.json:2:34: error: `1e999` is out of range: write one from -1000000000000000 to "
        "1000000000000000 [/knobs/A/max]\n"
        "\"knobs\": {\"A\": {\"min\": 1, \"max\": 1e999}}}\n"
        "                                 ^~~~~\n");
  CHECK(faults(with("\"knobs\": {\"A\": {\"choices\": []}}")) ==
        "s.json:2:28: error: `choices` is empty [/knobs/A/choices]\n"
        "\"knobs\": {\"A\": {\"choices\": []}}}\n"
        "                           ^\n"
        "hint: list the values to choose from\n");
}

TEST_CASE("a preset sets knobs that there are, to values that they have") {
  const std::string knobs =
      "\"knobs\": {\"BANGS\": {\"choices\": [[\"r01\"], []]}, \"N\": {\"min\": 1, \"max\": 3}, "
      "\"KEEP\": {\"type\": \"bool\"}},\n";
  CHECK(faults(with(knobs + "\"presets\": {\"A\": {\"knobs\": {\"BANG\": []}}}")) ==
        "s.json:3:29: error: `BANG` is no knob of this scenario [/presets/A/knobs/BANG]\n"
        "\"presets\": {\"A\": {\"knobs\": {\"BANG\": []}}}}\n"
        "                            ^~~~~~\n"
        "hint: did you mean `BANGS`?\n");
  CHECK(faults(with(knobs + "\"presets\": {\"A\": {\"knobs\": {\"BANGS\": [\"r11\"]}}}")) ==
        "s.json:3:38: error: the value is none of the knob's choices [/presets/A/knobs/BANGS]\n"
        "\"presets\": {\"A\": {\"knobs\": {\"BANGS\": [\"r11\"]}}}}\n"
        "                                     ^\n"
        "hint: add it to the knob's `choices`\n");
  CHECK(faults(with(knobs + "\"presets\": {\"A\": {\"knobs\": {\"N\": 4}}}")) ==
        "s.json:3:34: error: 4 is no value that the knob can have, from 1 to 3 by 1 "
        "[/presets/A/knobs/N]\n"
        "\"presets\": {\"A\": {\"knobs\": {\"N\": 4}}}}\n"
        "                                 ^\n");
  CHECK(faults(with(knobs + "\"presets\": {\"A\": {\"knobs\": {\"KEEP\": 1}}}")) ==
        "s.json:3:37: error: expected true or false, got a number [/presets/A/knobs/KEEP]\n"
        "\"presets\": {\"A\": {\"knobs\": {\"KEEP\": 1}}}}\n"
        "                                    ^\n");
}

TEST_CASE("a run goes on for some time") {
  CHECK(faults(with("\"until\": 0")) ==
        "s.json:2:10: error: expected a number of seconds above 0, got 0 [/until]\n"
        "\"until\": 0}\n"
        "         ^\n");
}

TEST_CASE("limits can only be lowered") {
  CHECK(faults(with("\"limits\": {\"depth\": 2000}")) ==
        "s.json:2:21: error: a scenario can only lower a limit, and this one is 1000 "
        "[/limits/depth]\n"
        "\"limits\": {\"depth\": 2000}}\n"
        "                    ^~~~\n"
        "hint: the command line raises it: --limit depth=2000\n");
  CHECK(faults(with("\"limits\": {\"task\": 5}")) ==
        "s.json:2:12: error: `task` is no key of the limits [/limits/task]\n"
        "\"limits\": {\"task\": 5}}\n"
        "           ^~~~~~\n"
        "hint: did you mean `tasks`?\n");
  CHECK(faults(with("\"limits\": {\"events\": 0}")) ==
        "s.json:2:22: error: expected a number above 0, got 0 [/limits/events]\n"
        "\"limits\": {\"events\": 0}}\n"
        "                     ^\n");
}

TEST_CASE("a program that is no UTF-8 is told where") {
  const std::string program = "import trio\n# gr\xFC\xDF dich\n";
  CHECK(faults("{\"grove\": 1, \"program\": \"p.py\"}", &program) ==
        "p.py:2:5: error: a byte that is no UTF-8\n"
        "# gr\xEF\xBF\xBD\xEF\xBF\xBD dich\n"
        "    ^\n"
        "hint: save the program as UTF-8\n");
}
