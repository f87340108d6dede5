#include "engine/picture/task_filter.h"

#include <algorithm>
#include <string>

#include "engine/base/lower_case.h"
#include "engine/picture/words.h"

namespace grove {
namespace {

struct Word {
  std::string text;
  bool excludes;
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::string lower = in_lower_case(text) + ' ';
  std::string word;
  for (const char c : lower) {
    if (c != ' ') {
      word += c;
      continue;
    }
    const bool excludes = !word.empty() && word[0] == '-';
    if (excludes) word.erase(0, 1);
    if (!word.empty()) words.push_back({word, excludes});
    word.clear();
  }
  return words;
}

// What can be said of it in words that a filter knows.
void describe(const Model& model, const TaskFacts& task, std::string* said) {
  *said = in_lower_case(model.record().text(task.label));
  *said += ' ';
  *said += status_word(model.status(task.id));
  if (task.blocked) {
    *said += ' ';
    *said += word_of(task.block.on);
  }
  if (task.orphaned) *said += " orphan";
}

}  // namespace

std::vector<uint8_t> tasks_that_match(const Model& model, std::string_view text) {
  const std::vector<Word> words = words_of(text);
  if (words.empty()) return {};
  std::vector<uint8_t> match(model.task_count(), 0);
  std::string said;
  for (std::size_t i = 0; i < match.size(); ++i) {
    describe(model, model.task(TaskId{static_cast<int32_t>(i)}), &said);
    match[i] = std::all_of(words.begin(), words.end(), [&](const Word& word) {
      return (said.find(word.text) != std::string::npos) != word.excludes;
    });
  }
  return match;
}

}  // namespace grove
