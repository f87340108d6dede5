// FlowGraph: the code of one function while it is being made, as blocks of instructions.
//
//   FlowGraph graph;
//   BasicBlock* end = graph.new_block();
//   graph.emit_jump(Op::kPopJumpIfFalse, end, span);
//   …
//   graph.use(end);
//   graph.finish(code);   // orders, optimises, numbers; fills instrs, spans, handlers, stack_size
//
// The compiler writes blocks the way CPython's does, and finish() makes the same passes over them,
// because these decide which lines a run visits: a `pass` has a line of its own, a jump to a
// `return` is replaced by that return, the implicit `return None` takes the line it was reached
// from. An instruction whose span has line 0 is artificial and takes the line of the one before
// it where that is sure.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/problem.h"
#include "engine/language/code/program.h"

namespace grove {

struct BasicBlock;

// The begin and end of a guarded stretch. They become the exception table and cost nothing; in
// the code they leave a kNop at most, for its line.
enum class Guard : uint8_t {
  kNone,
  kFinally,  // handler: exception on the stack
  kCleanup,  // handler: place and exception on the stack
  kWith,     // the same, and the result of __enter__ is popped before
  kEnd,
};

struct FlowInstr {
  Op op = Op::kNop;
  Guard guard = Guard::kNone;  // with kNop only
  int32_t arg = 0;
  BasicBlock* target = nullptr;  // of a jump, or the handler of a guard
  SourceSpan span;
  BasicBlock* handler = nullptr;  // where an exception goes; found out by finish()
};

struct BasicBlock {
  std::vector<FlowInstr> instrs;
  BasicBlock* next = nullptr;  // in the order of the code

  // What the passes find out.
  int predecessors = 0;
  bool is_exit = false;  // ends the function, or raises
  bool falls_through = true;
  bool visited = false;
  int start_depth = -1;               // of the value stack; -1: not known yet
  bool gets_place = false;            // a handler whose stack holds the place of the raise
  std::vector<BasicBlock*> handlers;  // in force at its start, innermost last
  int32_t offset = 0;
};

class FlowGraph {
 public:
  FlowGraph();

  BasicBlock* new_block();
  // What is emitted from now on goes to `block`, which follows the present one.
  void use(BasicBlock* block);
  BasicBlock* current() const { return current_; }

  void emit(Op op, int32_t arg, const SourceSpan& span);
  void emit_jump(Op op, BasicBlock* target, const SourceSpan& span);
  void emit_guard(Guard guard, BasicBlock* handler, const SourceSpan& span);
  // The last instruction of the present block; null if it has none.
  FlowInstr* last_instr();
  bool ends_with_return() const;
  std::size_t size() const { return size_; }

  // REQUIRES: the code ends with a return; code.constants and first_line are set.
  void finish(Code& code);

 private:
  void add(const FlowInstr& instr);

  // flow_passes.cpp
  void mark_exits();
  void inline_small_exits();
  void optimize(const std::vector<Constant>& constants);
  void mark_reachable();
  void drop_unreachable();
  void drop_empty_blocks();
  void drop_jumps_to_next();
  void give_lines_to_exits(int first_line);
  void duplicate_exits_without_line();
  // `start`: where the function begins; nowhere for a module.
  void propagate_lines(const SourceSpan& start);

  // flow_layout.cpp
  int measure_stack();
  void find_handlers();
  void drop_guards();
  void write(Code& code);

  std::vector<std::unique_ptr<BasicBlock>> blocks_;  // in order of making
  BasicBlock* current_ = nullptr;
  std::size_t size_ = 0;
};

bool is_jump(Op op);
bool is_exit(Op op);
// Whether control never goes on behind it.
bool is_unconditional(Op op);

// How many values the instruction adds to the stack, along the jump or past it.
int stack_effect(const FlowInstr& instr, bool jumps);

// Removes the kNops of a block that no line event needs.
void drop_idle_nops(BasicBlock& block);

}  // namespace grove
