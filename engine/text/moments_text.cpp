#include "engine/text/moments_text.h"

#include <fmt/format.h>

#include "engine/model/cursor.h"
#include "engine/text/tree_text.h"

namespace grove {

namespace {

constexpr int kMostMoments = 40;
constexpr std::size_t kMostWords = 12;  // of one moment, lines
constexpr int kMostRows = 32;           // of one tree

bool is_told(EventKind kind) { return is_interesting(kind) || kind == EventKind::kPrinted; }

}  // namespace

MomentsText::MomentsText(const Record& record, OutputLook look, Most most, std::ostream& out)
    : record_(record), look_(look), most_(most), out_(out), model_(record), narration_(record) {}

void MomentsText::take(std::size_t position, bool instant_ends) {
  if (is_told(record_.at(position).kind()))
    told_.push_back(EventId{static_cast<int32_t>(position)});
  if (!instant_ends) return;
  if (!told_.empty()) tell_moment(position + 1);
  told_.clear();
}

void MomentsText::tell_moment(std::size_t position) {
  if (moments_++ >= kMostMoments && most_ != Most::kAll) return;
  model_.seek(position);
  line(moment_line(model_, look_));
  for (std::size_t i = 0; i < told_.size() && i < kMostWords; ++i) {
    line(StyledLine("  * ", TextStyle::kDim).add(narration_.words(told_[i])));
  }
  if (told_.size() > kMostWords) {
    line(StyledLine(fmt::format("  * and {} more", told_.size() - kMostWords), TextStyle::kDim));
  }
  print_tree_within(model_, look_, kMostRows, out_);
  out_ << '\n';
}

void MomentsText::end(std::size_t position) {
  if (moments_ > kMostMoments && most_ != Most::kAll) {
    line(StyledLine(fmt::format("{} more moments, not shown", moments_ - kMostMoments),
                    TextStyle::kDim));
    out_ << '\n';
  }
  if (position > 0 && model_.position() == position) return;  // it was the last moment
  model_.seek(position);
  line(moment_line(model_, look_));
  print_tree_within(model_, look_, kMostRows, out_);
}

void MomentsText::line(const StyledLine& text) { out_ << render(text, look_) << '\n'; }

std::string markdown_head(const RecordHeader& header) {
  std::string out = "# " + (header.title.empty() ? std::string("A run") : header.title) + "\n\n";
  out += "~~~python\n";
  for (const std::string& line : header.program) out += line + '\n';
  return out + "~~~\n\n## What happens\n\n~~~\n";
}

std::string markdown_end() { return "~~~\n"; }

}  // namespace grove
