// Fault: what a stage of the front end finds wrong in a program, before it is made into a Problem.
//
// A Faults collects those of one source text. Every stage adds to the same Faults; take() gives
// them in order of place, each once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"

namespace grove {

struct Fault {
  SourceSpan span;
  std::string message;
  std::string hint;
};

class Faults {
 public:
  void add(Fault fault) {
    // More are only counted: each stage goes on through the whole text.
    if (faults_.size() < kMostKept) {
      faults_.push_back(std::move(fault));
    } else {
      ++not_kept_;
    }
  }
  void add(const SourceSpan& span, std::string message, std::string hint = {}) {
    add(Fault{span, std::move(message), std::move(hint)});
  }
  bool empty() const { return faults_.empty(); }

  // As Problems of `file`, sorted by place. Of a text with very many faults only the first are
  // given, and a last one says so.
  Problems take(const std::string& file, std::string_view source);

 private:
  static constexpr std::size_t kMostKept = 10'000;

  std::vector<Fault> faults_;
  std::size_t not_kept_ = 0;
};

// Around words of the program in a message: `trio.sleep`.
std::string quoted(std::string_view words);

}  // namespace grove
