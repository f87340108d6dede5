#include "viewer/core/lesson/progress.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace grove {

namespace {

using nlohmann::json;

// Numbers of a class, not of a city.
constexpr int32_t kMostVotes = 10'000;

int32_t whole(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return 0;
  return static_cast<int32_t>(std::clamp<int64_t>(found->get<int64_t>(), 0, kMostVotes));
}

LessonVotes votes_in(const json& object, const char* name) {
  LessonVotes votes{};
  const auto found = object.find(name);
  if (found == object.end() || !found->is_array()) return votes;
  for (std::size_t i = 0; i < std::min(found->size(), votes.size()); ++i) {
    const json& each = (*found)[i];
    if (!each.is_number_integer()) continue;
    votes[i] = static_cast<int32_t>(std::clamp<int64_t>(each.get<int64_t>(), 0, kMostVotes));
  }
  return votes;
}

LessonProgress lesson_in(const json& object) {
  LessonProgress lesson;
  if (const auto reached = object.find("reached");
      reached != object.end() && reached->is_string()) {
    lesson.reached = reached->get<std::string>();
  }
  lesson.stop = whole(object, "stop");
  lesson.of = whole(object, "of");
  if (const auto done = object.find("done"); done != object.end() && done->is_boolean()) {
    lesson.done = done->get<bool>();
  }
  const auto questions = object.find("questions");
  if (questions == object.end() || !questions->is_object()) return lesson;
  for (const auto& [id, votes] : questions->items()) {
    if (!votes.is_object()) continue;
    lesson.questions[id] = {votes_in(votes, "first"), votes_in(votes, "last")};
  }
  return lesson;
}

}  // namespace

Progress read_progress(std::string_view text) {
  Progress progress;
  const json all = json::parse(text, nullptr, false);
  if (!all.is_object()) return progress;
  for (const auto& [slug, lesson] : all.items()) {
    if (lesson.is_object()) progress[slug] = lesson_in(lesson);
  }
  return progress;
}

std::string write_progress(const Progress& progress) {
  json all = json::object();
  for (const auto& [slug, lesson] : progress) {
    json questions = json::object();
    for (const auto& [id, votes] : lesson.questions) {
      questions[id] = {{"first", votes.first}, {"last", votes.last}};
    }
    all[slug] = {{"reached", lesson.reached},
                 {"stop", lesson.stop},
                 {"of", lesson.of},
                 {"done", lesson.done},
                 {"questions", questions}};
  }
  // A slug is a file's name, which may hold bytes that are no text.
  return all.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

void note_progress(const LessonWalk& walk, LessonProgress* progress) {
  const auto stop = static_cast<int32_t>(walk.reached());
  progress->of = static_cast<int32_t>(walk.size());
  progress->stop = std::max(std::min(progress->stop, progress->of - 1), stop);
  progress->reached = walk.lesson().steps[static_cast<std::size_t>(progress->stop)].id;
  if (walk.phase() == LessonWalk::Phase::kOver) progress->done = true;
  for (std::size_t i = 0; i <= walk.reached(); ++i) {
    const LessonAnswer& answer = walk.answer(i);
    if (!answer.revealed || total_of(answer.votes[0]) == 0) continue;
    const bool voted_again = total_of(answer.votes[1]) > 0;
    progress->questions[walk.lesson().steps[i].id] = {answer.votes[0],
                                                      answer.votes[voted_again ? 1 : 0]};
  }
}

}  // namespace grove
