#include "engine/language/code/program.h"

namespace grove {

std::string_view name_of(Op op) {
  static constexpr std::string_view kNames[] = {
#define OP(name, effect) #name,
#include "engine/language/code/opcodes.def"
#undef OP
  };
  return kNames[static_cast<std::size_t>(op)].substr(1);
}

}  // namespace grove
