// A whole file, or all of a stream, as one text, up to a bound: a pipe or a device may never end.
//
//   FileText read = read_file(path, kMostSourceBytes);
//   if (!read.text) complain(read.fault, read.hint);
//
// What is no regular file is refused before it is opened: opening a pipe waits for a writer.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace grove {

// A program or a scenario: a hundred thousand lines and more.
inline constexpr std::size_t kMostSourceBytes = std::size_t{8} << 20;
// A record: what a run may write within its own limits by default.
inline constexpr std::size_t kMostRecordBytes = std::size_t{4} << 30;

struct FileText {
  std::optional<std::string> text;
  std::string fault;  // why there is no text: one sentence without a full stop
  std::string hint;   // may be empty
  bool no_such_file = false;
};

FileText read_file(const std::string& path, std::size_t most);

// `bound_of` is asked once, with how the text begins, how much of it there may be.
FileText read_stream(std::istream& stream,
                     const std::function<std::size_t(std::string_view begin)>& bound_of);

}  // namespace grove
