#include "engine/record/record.h"

namespace grove {

std::string_view word_of(RecordDialect dialect) {
  switch (dialect) {
    case RecordDialect::kTrio:
      return "trio";
    case RecordDialect::kAsyncio:
      return "asyncio";
    case RecordDialect::kMixed:
      return "mixed";
  }
  ENSURE(false, "a dialect has no word");
}

std::string_view word_of(Detail detail) { return detail == Detail::kLines ? "lines" : "steps"; }

namespace {

std::size_t bytes_of(const std::vector<ExceptionInfo>& members) {
  std::size_t bytes = members.size() * sizeof(ExceptionInfo);
  for (const ExceptionInfo& member : members) {
    bytes += member.type.size() + member.message.size() + bytes_of(member.members);
  }
  return bytes;
}

}  // namespace

Text Record::add_text(std::string_view text) {
  text_bytes_ += text.size();
  texts_.push_back(std::string(text));
  return Text{static_cast<int32_t>(texts_.size() - 1)};
}

RawJson Record::add_json(std::string_view json) {
  text_bytes_ += json.size();
  jsons_.push_back(std::string(json));
  return RawJson{static_cast<int32_t>(jsons_.size() - 1)};
}

Members Record::add_members(std::vector<ExceptionInfo> members) {
  text_bytes_ += bytes_of(members);
  member_lists_.push_back(std::move(members));
  return Members{static_cast<int32_t>(member_lists_.size() - 1)};
}

InputId Record::add_input(AppliedInput input) {
  text_bytes_ += sizeof(AppliedInput) + input.unknown.size();
  inputs_.push_back(std::move(input));
  return InputId{static_cast<int32_t>(inputs_.size() - 1)};
}

std::string_view Record::text(Text id) const {
  return id ? std::string_view(texts_[id.index()]) : std::string_view();
}

std::string_view Record::json(RawJson id) const {
  return id ? std::string_view(jsons_[id.index()]) : std::string_view();
}

const std::vector<ExceptionInfo>& Record::members(Members id) const {
  static const std::vector<ExceptionInfo> kNone;
  return id ? member_lists_[id.index()] : kNone;
}

const AppliedInput& Record::input(InputId id) const {
  static const AppliedInput kNone;
  return id ? inputs_[id.index()] : kNone;
}

std::size_t Record::bytes() const {
  return events_.bytes() + (texts_.size() + jsons_.size()) * sizeof(std::string) + text_bytes_;
}

}  // namespace grove
