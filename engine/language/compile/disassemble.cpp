#include <fmt/format.h>

#include "engine/language/code/program.h"
#include "engine/language/compile/flow_graph.h"

namespace grove {
namespace {

std::string describe(const Constant& constant, const Program& program) {
  struct Describer {
    const Program& program;
    std::string operator()(std::monostate) const { return "None"; }
    std::string operator()(bool value) const { return value ? "True" : "False"; }
    std::string operator()(int64_t value) const { return fmt::format("{}", value); }
    std::string operator()(double value) const { return fmt::format("{}", value); }
    std::string operator()(const std::string& value) const {
      return fmt::format("{:?}", value.substr(0, 40));
    }
    std::string operator()(const TupleConstant& value) const {
      std::string text = "(";
      for (const Constant& item : value.items) text += describe(item, program) + ", ";
      return text + ")";
    }
    std::string operator()(Ellipsis) const { return "..."; }
    std::string operator()(const BigIntConstant& value) const { return value.digits; }
    std::string operator()(ImaginaryConstant value) const {
      return fmt::format("{}j", value.value);
    }
    std::string operator()(const BytesConstant& value) const {
      return fmt::format("b{:?}", value.bytes.substr(0, 40));
    }
    std::string operator()(CodeRef value) const {
      return fmt::format("<code {}>",
                         program.codes[static_cast<std::size_t>(value.index)].qualname);
    }
  };
  return std::visit(Describer{program}, constant.value);
}

// What the argument of the instruction stands for; empty if it takes none.
std::string describe_argument(const Instr& instr, const Code& code, const Program& program) {
  const auto arg = static_cast<std::size_t>(instr.arg);
  switch (instr.op) {
    case Op::kLoadConst:
      return describe(code.constants[arg], program);
    case Op::kLoadFast:
    case Op::kStoreFast:
    case Op::kDeleteFast:
    case Op::kLoadDeref:
    case Op::kStoreDeref:
    case Op::kDeleteDeref:
    case Op::kMakeCell:
    case Op::kLoadClosure:
      return code.slot_names[arg];
    case Op::kLoadGlobal:
    case Op::kStoreGlobal:
    case Op::kDeleteGlobal:
      return program.globals[arg];
    case Op::kLoadName:
    case Op::kStoreName:
    case Op::kDeleteName:
    case Op::kLoadAttr:
    case Op::kStoreAttr:
    case Op::kDeleteAttr:
    case Op::kLoadMethod:
    case Op::kImportModule:
    case Op::kImportFrom:
      return program.names[arg];
    default:
      break;
  }
  if (is_jump(instr.op)) return fmt::format("to {}", instr.arg);
  return instr.arg == 0 ? std::string() : fmt::format("{}", instr.arg);
}

void list(const Code& code, const Program& program, std::string& text) {
  text +=
      fmt::format("{} (line {}, stack {}, slots", code.qualname, code.first_line, code.stack_size);
  for (const std::string& name : code.slot_names) text += " " + name;
  text += ")\n";
  int32_t line = -1;
  for (std::size_t i = 0; i < code.instrs.size(); ++i) {
    const Instr& instr = code.instrs[i];
    const std::string line_text = instr.line == line ? std::string()
                                  : instr.line == 0  ? std::string("-")
                                                     : fmt::format("{}", instr.line);
    line = instr.line;
    const std::string argument = describe_argument(instr, code, program);
    text += fmt::format("{:>5} {:>4} {}{}{}\n", line_text, i, name_of(instr.op),
                        argument.empty() ? "" : " ", argument);
  }
  for (const ExceptionTableEntry& entry : code.handlers) {
    text += fmt::format("  {} to {} -> {} [{}]{}\n", entry.start, entry.end - 1, entry.target,
                        entry.depth, entry.lasti ? " lasti" : "");
  }
}

}  // namespace

std::string disassemble(const Program& program) {
  std::string text;
  for (const Code& code : program.codes) {
    if (!text.empty()) text += '\n';
    list(code, program, text);
  }
  return text;
}

}  // namespace grove
