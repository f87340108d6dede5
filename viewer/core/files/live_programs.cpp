#include "viewer/core/files/live_programs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace grove {
namespace {

constexpr std::size_t kSlice = std::size_t{1} << 17;  // bytes of each program at a time
constexpr std::size_t kMostPrograms = 16;
// Of a program that calls in: nobody knows what it is.
constexpr RecordStream::Bounds kOfCallers{
    .line = std::size_t{4} << 20, .total = std::size_t{1} << 30, .several = true};
// What the window derives from a record takes so many times as much, and while it forgets there are
// two: the old one and what is left.
constexpr std::size_t kDerived = 20;

}  // namespace

bool has_begun(const LiveRecord& program) {
  return program.stream()->has_header() && program.stream()->record().size() > 0;
}

void LivePrograms::follow(std::unique_ptr<LiveRecord> program) {
  programs_.push_back(std::move(program));
}

void LivePrograms::listen(std::unique_ptr<Gate> gate) { gate_ = std::move(gate); }

// Where there is no room, one goes that has hung up and is not looked at.
void LivePrograms::let_in() {
  while (std::unique_ptr<ByteSource> caller = gate_->accept()) {
    if (programs_.size() >= kMostPrograms) {
      const auto gone = std::find_if(programs_.begin(), programs_.end(), [&](const auto& program) {
        return program->ended() && program.get() != shown();
      });
      if (gone == programs_.end()) {
        said_ = fmt::format("one more program has called, and was sent away: {} are here",
                            kMostPrograms);
        continue;
      }
      if (gone - programs_.begin() < shown_) --shown_;
      programs_.erase(gone);
    }
    programs_.push_back(std::make_unique<LiveRecord>(fmt::format("program {}", ++called_),
                                                     std::move(caller), kOfCallers));
  }
}

// Of a record, in bytes.
std::size_t LivePrograms::share() const {
  const auto all = static_cast<std::size_t>(memory_) << 20;
  return all / kDerived / std::max<std::size_t>(1, programs_.size());
}

void LivePrograms::take_in() {
  if (gate_ != nullptr) let_in();
  if (quiet_ < kQuiet) ++quiet_;
  const std::string rule =
      fmt::format("live programs may take {} MiB (`--memory` says how much)", memory_);
  for (const auto& program : programs_) {
    const bool begun = has_begun(*program);
    program->keep_within(share(), rule);
    program->take_in(kSlice);
    if (program->came() > 0) quiet_ = 0;
    if (std::string said = program->take_said(); !said.empty()) said_ = std::move(said);
    if (begun || !has_begun(*program) || shown() == nullptr || shown() == program.get()) continue;
    said_ = fmt::format("{} has begun; N shows the next program",
                        program->stream()->record().header.title);
  }
}

bool LivePrograms::behind() const {
  return std::any_of(programs_.begin(), programs_.end(),
                     [](const auto& program) { return program->behind(); });
}

LiveRecord* LivePrograms::next(int direction) const {
  const int count = static_cast<int>(programs_.size());
  for (int i = 1; i <= count; ++i) {
    const int at = ((shown_ + direction * i) % count + count) % count;
    LiveRecord* program = programs_[static_cast<std::size_t>(at)].get();
    if (has_begun(*program) && program != shown()) return program;
  }
  return nullptr;
}

void LivePrograms::show(const LiveRecord* program) {
  const auto found = std::find_if(programs_.begin(), programs_.end(),
                                  [&](const auto& each) { return each.get() == program; });
  shown_ = found == programs_.end() ? -1 : static_cast<int>(found - programs_.begin());
}

void LivePrograms::find_shown(const RecordStream* stream) {
  if (stream == nullptr) {
    shown_ = -1;
    return;
  }
  for (const auto& program : programs_) {
    if (program->stream().get() == stream) show(program.get());
  }
}

const Problems* LivePrograms::take_faults() {
  for (const auto& program : programs_) {
    if (const Problems* faults = program->take_faults()) return faults;
  }
  return nullptr;
}

std::string LivePrograms::take_said() { return std::exchange(said_, {}); }

}  // namespace grove
