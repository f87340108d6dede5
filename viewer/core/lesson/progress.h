// Progress: how far somebody is in which lessons, and how a class voted. Kept on this machine only,
// as a small JSON file; nothing in it says who it was.
//
//   {"roulette_nursery": {"reached": "caught", "stop": 9, "of": 10, "done": false,
//                         "questions": {"reaches": {"first": [1, 4, 0, 0], "last": [0, 5, 0, 0]}}}}
//
// What is wrong in the text is passed over: a lesson that is not known to be done is done again.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "viewer/core/lesson/lesson_walk.h"

namespace grove {

struct QuestionVotes {
  LessonVotes first{}, last{};
  friend bool operator==(const QuestionVotes&, const QuestionVotes&) = default;
};

struct LessonProgress {
  std::string reached;  // the step's id
  int32_t stop = 0, of = 0;
  bool done = false;
  std::map<std::string, QuestionVotes> questions;  // by the step's id; with votes only
  friend bool operator==(const LessonProgress&, const LessonProgress&) = default;
};

// By the scenario's slug.
using Progress = std::map<std::string, LessonProgress>;

Progress read_progress(std::string_view text);
std::string write_progress(const Progress& progress);

// What the walk adds to what was known of its lesson: nothing is ever taken back.
void note_progress(const LessonWalk& walk, LessonProgress* progress);

}  // namespace grove
