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

#include "engine/record/record.h"

namespace grove {

class RecordCopier {
 public:
  // The record must outlive it.
  explicit RecordCopier(const Record& from) : from_(from) {}

  // Until `to` has so many events, or all; never takes one away. REQUIRES: `to` is empty, or was
  // filled by this copier.
  void copy(std::size_t events, Record* to);

 private:
  class Fields;

  const Record& from_;
  std::unordered_map<int32_t, Text> texts_;  // by their id in from_; only looked up
};

}  // namespace grove
