// RecordCopier: copies a record event by event, so that no more of it is known than was copied:
// what a lesson has not come to yet is not there to be shown.
//
//   RecordCopier copier(whole);
//   Record beginning;
//   copier.copy(120, &beginning);      // its header and its first 120 events
//   copier.copy(150, &beginning);      // 30 more
#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/record/record.h"

namespace grove {

class RecordCopier {
 public:
  // The record must outlive it.
  explicit RecordCopier(const Record& from) : from_(from) {}

  // Until `to` has so many events, or all; never takes one away. REQUIRES: `to` is empty, or was
  // filled by this copier.
  void copy(std::size_t events, Record* to);

  // For whoever copies single events: what the payload names in the record's own tables, it names
  // in those of `to` then. `change` is called with each list of exceptions on its way.
  template <class Payload, class Change>
  void take_texts(Payload* payload, Record* to, const Change& change) {
    for_each_field(*payload,
                   [&](const char*, auto& field, FieldRule) { take(&field, to, change); });
  }

 private:
  template <class Change>
  void take(Text* text, Record* to, const Change&) {
    if (!*text) return;
    const auto [known, added] = texts_.try_emplace(text->value);
    if (added) known->second = to->add_text(from_.text(*text));
    *text = known->second;
  }
  template <class Change>
  void take(RawJson* json, Record* to, const Change&) {
    if (*json) *json = to->add_json(from_.json(*json));
  }
  template <class Change>
  void take(InputId* input, Record* to, const Change&) {
    if (*input) *input = to->add_input(from_.input(*input));
  }
  template <class Change>
  void take(Members* members, Record* to, const Change& change) {
    if (!*members) return;
    std::vector<ExceptionInfo> list = from_.members(*members);
    change(&list);
    *members = to->add_members(std::move(list));
  }
  template <class Change>
  void take(FinalException* exception, Record* to, const Change& change) {
    take(&exception->info, to, change);
  }
  template <class Other, class Change>
  void take(Other*, Record*, const Change&) {}

  const Record& from_;
  std::unordered_map<int32_t, Text> texts_;  // by their id in from_; only looked up
};

}  // namespace grove
