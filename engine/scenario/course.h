// Course: in which order scenarios are taught. A text of scenarios' names, one a line, below the
// titles of the parts:
//
//   # Tasks have parents
//   await_is_a_call
//   nursery_waits
//
// A teacher writes another for another class. Empty lines count for nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"

namespace grove {

struct CoursePart {
  std::string title;  // empty: what stands above the first
  std::vector<std::string> slugs;
};

struct Course {
  std::vector<CoursePart> parts;
  Problems problems;  // lines that are neither
};

// `file` names it in messages. What a slug names is for the caller to find: SLUG.json in the folder
// of the course.
Course read_course(std::string_view text, const std::string& file);

}  // namespace grove
