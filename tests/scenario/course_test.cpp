// A course: names of scenarios below the titles of its parts.
#include "engine/scenario/course.h"

#include <catch2/catch.hpp>
#include <string>

using namespace grove;

TEST_CASE("a course is names below titles, and empty lines count for nothing") {
  const Course course =
      read_course("alone\n\n# First part \r\n race \n\n## Second\nhog\nrace", "c");
  CHECK(course.problems.empty());
  REQUIRE(course.parts.size() == 3);
  CHECK(course.parts[0].title.empty());
  CHECK(course.parts[0].slugs == std::vector<std::string>{"alone"});
  CHECK(course.parts[1].title == "First part");
  CHECK(course.parts[1].slugs == std::vector<std::string>{"race"});
  CHECK(course.parts[2].title == "Second");
  CHECK(course.parts[2].slugs == std::vector<std::string>{"hog", "race"});
}

TEST_CASE("a line of a course that is neither is told with its number, and the rest is read") {
  const Course course = read_course("hog\nNursery waits\nrace.json\nrace\n", "class.txt");
  CHECK(format_problems(course.problems) ==
        "class.txt:2:1: error: this is no name of a scenario\n"
        "Nursery waits\n"
        "^~~~~~~~~~~~~\n"
        "hint: write its file name without folder and ending, or `# ` before a title\n"
        "class.txt:3:1: error: this is no name of a scenario\n"
        "race.json\n"
        "^~~~~~~~~\n"
        "hint: write its file name without folder and ending, or `# ` before a title\n");
  REQUIRE(course.parts.size() == 1);
  CHECK(course.parts[0].slugs == std::vector<std::string>{"hog", "race"});
}
