// LineReader: reads one line of a record file, a JSON object, into the record. Private to
// engine/record.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/json.h"
#include "engine/record/check.h"
#include "engine/record/record.h"
#include "engine/record/renumbering.h"

namespace grove {

// Short texts that were stored already, so that a name in a million lines is stored once. Only
// looked up: its order never shows.
using SharedTexts = std::unordered_map<std::string, Text>;

class LineReader {
 public:
  // `numbers`: of a record that begins in the middle of what the lines tell; null if it is all of
  // it. REQUIRES: all of them outlive the reader.
  LineReader(std::string_view line, Record* record, SharedTexts* texts, Renumbering* numbers)
      : cursor_(line), line_(line), record_(*record), texts_(*texts), numbers_(numbers) {}

  // False if the line is broken: error() then tells where and why, and no event was appended.
  bool read_header();
  bool read_event(RecordCheck* check);

  const JsonError& error() const { return error_; }

 private:
  // Members that events of all kinds have.
  struct Common {
    int64_t i = -1;
    int64_t t = 0;
    EventId cause;
    bool has_t = false;
  };

  bool fault(std::size_t at, std::string message, std::string hint = {});
  bool cursor_fault(std::string_view key);

  template <class Read>
  bool each_member(Read&& read);
  bool check_format(int64_t format);
  template <class Word>
  bool read_header_word(Word first, Word last, Word* word);
  bool read_program();

  bool find_kind(std::string* kind);
  bool read_common(std::string_view key, Common* common, bool* is_common);
  template <class Payload>
  bool take(Common common, Payload payload, RecordCheck* check);
  bool append(const Common& common, const Event& event, RecordCheck* check);
  template <class Payload>
  bool read_as(RecordCheck* check);
  template <class Payload>
  bool read_own(std::string_view key, Payload* payload, uint32_t* seen);
  bool read_unknown(const std::string& kind, RecordCheck* check);

  bool is_null(bool* null);
  bool read_int32(int32_t* value);
  bool read_text(std::string* value);
  template <class Word>
  bool read_word(std::span<const std::string_view> words, Word* word);
  bool read_time(SimTime* time);
  bool read_exception(ExceptionInfo* top);
  bool read_exceptions(std::vector<ExceptionInfo>* list);

  bool value(int32_t* number) { return read_int32(number); }
  bool value(int64_t* number) { return cursor_.read_int64(number); }
  bool value(bool* truth) { return cursor_.read_bool(truth); }
  bool value(SimTime* time) { return read_time(time); }
  bool value(Deadline* deadline) { return read_time(&deadline->time); }
  bool value(Until* until) { return read_time(&until->time); }
  bool value(WaitKind* kind);
  bool value(Outcome* outcome);
  bool value(ScopeKind* kind);
  bool value(CancelReason* reason);
  bool value(Text* text);
  bool value(RawJson* json);
  bool value(InputId* input);
  bool value(Members* members);
  bool value(FinalException* exception);
  bool value(Place* place);
  template <class Tag>
  bool value(Id<Tag>* id);

  JsonCursor cursor_;
  std::string_view line_;
  Record& record_;
  SharedTexts& texts_;
  Renumbering* numbers_;
  JsonError error_;
};

}  // namespace grove
