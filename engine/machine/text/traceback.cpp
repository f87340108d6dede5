#include "engine/machine/text/traceback.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/machine/protocols/format.h"
#include "engine/machine/text/anchors.h"
#include "engine/machine/types/strings.h"

namespace grove {

namespace {

// CPython's limits: what it shows of deep recursion, of wide groups and of groups in groups.
constexpr std::size_t kFramesMax = 1000;
constexpr int64_t kRepeatsShown = 3;
constexpr std::size_t kGroupWidthMax = 15;
constexpr int kGroupDepthMax = 10;

std::size_t leading_space(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t\f");
  return at == std::string_view::npos ? line.size() : at;
}

// The characters [from, to) of a text.
std::string_view characters(std::string_view text, int from, int to) {
  int column = 0;
  std::size_t begin = text.size(), end = text.size();
  for (std::size_t at = 0; at < text.size(); ++column) {
    if (column == from) begin = at;
    if (column == to) end = at;
    next_code_point(text, &at);
  }
  return begin >= end ? std::string_view{} : text.substr(begin, end - begin);
}

}  // namespace

std::string Machine::format_traceback(Value exception) {
  return TracebackWriter(*this).write(exception);
}

std::string TracebackWriter::write(Value exception) {
  write_chain(exception);
  if (m_.describing() && is_over()) out_ += "…\n";
  return out_.take();
}

bool TracebackWriter::is_over() {
  constexpr int64_t kItems = 16;  // an exception's worth
  constexpr std::size_t kLongest = 1'000'000;
  return !m_.allowance.take_items(kItems) || (m_.describing() && out_.size() > kLongest);
}

void TracebackWriter::begin_line() {
  out_ += indent();
  if (depth_ > 0) out_ += "| ";
}

// The causes first, then the exception itself. The links of a chain are followed in a loop: it can
// be as long as a program likes.
void TracebackWriter::write_chain(Value exception) {
  struct Link {
    Value exception;
    const char* message;  // what is said between it and the one before, which led to it
  };
  std::vector<Link> chain;
  const char* message = nullptr;
  for (Value e = exception; !e.is_null();) {
    if (is_over()) break;
    heap_.grow(chain, 1);
    chain.push_back({e, message});
    seen_.insert(e.index);
    const ExceptionBody& body = heap_.exception(e);
    message = "The above exception was the direct cause of the following exception:\n";
    e = body.cause;
    if (e.is_null() && !body.suppress_context) {
      message = "During handling of the above exception, another exception occurred:\n";
      e = body.context;
    }
    if (!e.is_null() && seen_.count(e.index) > 0) break;
  }
  for (std::size_t i = chain.size(); i > 0 && !is_over(); --i) {
    const bool is_last = i == 1;
    const bool need_close = need_close_;
    if (m_.is_group(chain[i - 1].exception)) {
      write_group(chain[i - 1].exception);
    } else {
      write_one(chain[i - 1].exception);
    }
    if (is_last) break;
    need_close_ = need_close;
    begin_line(), out_ += "\n";
    begin_line(), out_ += chain[i - 1].message;
    begin_line(), out_ += "\n";
  }
}

void TracebackWriter::write_one(Value exception) {
  if (!heap_.exception(exception).traceback.empty()) {
    const bool is_group = m_.is_group(exception);
    out_ += indent();
    if (depth_ > 0) out_ += is_group && depth_ == 1 ? "+ " : "| ";
    out_ += is_group ? "Exception Group Traceback (most recent call last):\n"
                     : "Traceback (most recent call last):\n";
    write_frames(exception);
  }
  begin_line();
  out_ += class_text(exception);
  const std::string message = message_of(exception);
  if (!message.empty()) out_ += ": " + message;
  out_ += suggestion_for(m_, exception) + "\n";
  write_notes(exception);
}

std::string TracebackWriter::message_of(Value exception) {
  if (!m_.may_ask()) return m_.exception_message(exception);
  const Owned text = own(heap_, str_value(m_, exception));
  if (text) return heap_.str(text.get()).utf8;
  heap_.release(m_.take_pending());
  return "<exception str() failed>";
}

std::string TracebackWriter::class_text(Value exception) {
  const ClassBody& body = heap_.klass(heap_.exception(exception).klass);
  const bool bare = body.module == "builtins" || body.module == "__main__";
  return bare ? body.qualname : body.module + "." + body.qualname;
}

void TracebackWriter::write_group(Value exception) {
  if (depth_ > kGroupDepthMax) {
    begin_line();
    out_ += fmt::format("... (max_group_depth is {})\n", kGroupDepthMax);
    return;
  }
  const bool is_outermost = depth_ == 0;
  if (is_outermost) depth_ = 1;
  write_one(exception);
  write_members(exception);
  if (depth_ == 1) depth_ = 0;
}

// A call for each level of groups, of which at most kGroupDepthMax are written.
void TracebackWriter::write_members(Value exception) {
  const std::vector<Value> members = heap_.tuple(heap_.exception(exception).members).items;
  const std::size_t shown = members.size() <= kGroupWidthMax ? members.size() : kGroupWidthMax + 1;
  need_close_ = false;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == shown;
    if (is_over()) return;
    if (is_last) need_close_ = true;
    const bool is_cut = i >= kGroupWidthMax;
    out_ += indent() + (i == 0 ? "+-" : "  ");
    out_ += fmt::format("+---------------- {} ----------------\n",
                        is_cut ? "..." : fmt::format("{}", i + 1));
    ++depth_;
    if (is_cut) {
      const std::size_t left = members.size() - kGroupWidthMax;
      begin_line();
      out_ += fmt::format("and {} more exception{}\n", left, left > 1 ? "s" : "");
    } else {
      write_chain(members[i]);
    }
    if (is_last && need_close_) {
      out_ += indent() + "+------------------------------------\n";
      need_close_ = false;
    }
    --depth_;
  }
}

SourceSpan TracebackWriter::span_of(const TracebackEntry& entry) {
  const Code& code = m_.program().codes[static_cast<std::size_t>(heap_.frame(entry.frame).code)];
  // Thrown into a generator that had not begun.
  if (entry.instr < 0) return {.line = code.first_line};
  return code.spans[static_cast<std::size_t>(entry.instr)];
}

void TracebackWriter::write_frames(Value exception) {
  const std::vector<TracebackEntry>& entries = heap_.exception(exception).traceback;
  int32_t last_line = -1, last_code = -1;
  int64_t count = 0;
  for (std::size_t i = std::min(entries.size(), kFramesMax); i > 0; --i) {
    const TracebackEntry& entry = entries[i - 1];
    const int32_t line = span_of(entry).line;
    const int32_t code = heap_.frame(entry.frame).code;
    if (line != last_line || code != last_code) {
      write_repeated(count);
      count = 0;
      last_line = line;
      last_code = code;
    }
    if (++count <= kRepeatsShown) write_frame(entry);
  }
  write_repeated(count);
}

void TracebackWriter::write_repeated(int64_t count) {
  if (count <= kRepeatsShown) return;
  const int64_t more = count - kRepeatsShown;
  begin_line();
  out_ += fmt::format("  [Previous line repeated {} more time{}]\n", more, more > 1 ? "s" : "");
}

void TracebackWriter::write_frame(const TracebackEntry& entry) {
  const Program& program = m_.program();
  const Code& code = program.codes[static_cast<std::size_t>(heap_.frame(entry.frame).code)];
  const SourceSpan span = span_of(entry);
  begin_line();
  out_ += fmt::format("  File \"{}\", line {}, in {}\n", program.file, span.line, code.name);
  if (span.line < 1 || static_cast<std::size_t>(span.line) > program.lines.size()) return;
  const std::string& line = program.lines[static_cast<std::size_t>(span.line - 1)];
  begin_line();
  out_ += "    " + line.substr(leading_space(line)) + "\n";
  write_carets(span, line);
}

void TracebackWriter::write_carets(const SourceSpan& span, const std::string& line) {
  if (span.column < 1 || span.end_column < 1) return;
  const int begin = span.column - 1;
  int end = span.end_column - 1;
  std::optional<Anchors> anchors;
  if (span.line == span.end_line) {
    anchors = find_anchors(characters(line, begin, end));
  } else {
    const std::size_t last = line.find_last_not_of(" \t\f");
    end = static_cast<int>(count_code_points(std::string_view(line).substr(0, last + 1)));
  }
  const int space = static_cast<int>(leading_space(line));
  const int length = static_cast<int>(count_code_points(line)) - space;
  // Carets below the whole line would tell nothing.
  if (end <= begin || (end - begin == length && !anchors)) return;
  begin_line();
  out_ += std::string(static_cast<std::size_t>(begin - space + 4), ' ');
  for (int column = begin; column < end; ++column) {
    const bool is_primary =
        !anchors || (column - begin >= anchors->begin && column - begin < anchors->end);
    out_.push_back(is_primary ? '^' : '~');
  }
  out_ += "\n";
}

void TracebackWriter::write_notes(Value exception) {
  const Value notes = heap_.exception(exception).attributes.find(known(Known::kNotes));
  if (notes.is_null()) return;
  if (!notes.is(Type::kList) && !notes.is(Type::kTuple)) {
    begin_line();
    out_ += m_.repr_of(notes) + "\n";
    return;
  }
  const std::vector<Value> all =
      notes.is(Type::kList) ? heap_.list(notes).items : heap_.tuple(notes).items;
  for (Value note : all) {
    if (is_over()) return;
    // Each line in its place and, whatever the last one ended in, a line break: so an empty note is
    // an empty line without the bar of a group.
    const std::string text = m_.str_of(note);
    for (std::string_view line : lines_of(heap_, text, true)) {
      begin_line();
      out_ += line;
    }
    out_ += "\n";
  }
}

}  // namespace grove
