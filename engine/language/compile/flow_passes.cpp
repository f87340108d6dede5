// The passes of FlowGraph that bring the blocks into the shape that CPython 3.11 gives them.
#include <algorithm>

#include "engine/language/compile/constant_arithmetic.h"
#include "engine/language/compile/flow_graph.h"

namespace grove {
namespace {

// CPython's: an exit of up to so many instructions is copied to where it is jumped to.
constexpr std::size_t kMostCopied = 4;

BasicBlock* skip_empty(BasicBlock* block) {
  while (block->instrs.empty() && block->next) block = block->next;
  return block;
}

bool is_exit_without_line(const BasicBlock& block) {
  return block.is_exit && std::all_of(block.instrs.begin(), block.instrs.end(),
                                      [](const FlowInstr& i) { return i.span.line == 0; });
}

// The jumps of one block: those decided by a constant, and those that lead to other jumps.
class BlockOptimizer {
 public:
  BlockOptimizer(BasicBlock& block, const std::vector<Constant>& constants)
      : block_(block), constants_(constants) {}

  void run() {
    for (std::size_t i = 0; i < block_.instrs.size(); ++i) {
      FlowInstr& instr = block_.instrs[i];
      if (instr.target) instr.target = skip_empty(instr.target);
      if (instr.op == Op::kLoadConst) decide_jump(i);
      if (instr.op == Op::kBuildTuple) swap_instead_of_tuple(i);
      while (is_jump(instr.op) && thread(instr)) {
      }
    }
    drop_idle_nops(block_);
  }

 private:
  // The constant at `i`, with the conditional jump behind it.
  void decide_jump(std::size_t i) {
    if (i + 1 >= block_.instrs.size()) return;
    FlowInstr& constant = block_.instrs[i];
    FlowInstr& jump = block_.instrs[i + 1];
    const bool pops = jump.op == Op::kPopJumpIfFalse || jump.op == Op::kPopJumpIfTrue;
    const bool keeps = jump.op == Op::kJumpIfFalseOrPop || jump.op == Op::kJumpIfTrueOrPop;
    if (!pops && !keeps) return;
    const bool jumps_if_true = jump.op == Op::kPopJumpIfTrue || jump.op == Op::kJumpIfTrueOrPop;
    const bool jumps =
        truth_of(constants_[static_cast<std::size_t>(constant.arg)]) == jumps_if_true;
    if (pops || !jumps) make_nop(constant);
    if (jumps) {
      jump.op = Op::kJump;
      block_.falls_through = false;
    } else {
      make_nop(jump);
    }
  }

  // `a, b = b, a`: the values are on the stack already.
  void swap_instead_of_tuple(std::size_t i) {
    if (i + 1 >= block_.instrs.size()) return;
    FlowInstr& build = block_.instrs[i];
    FlowInstr& unpack = block_.instrs[i + 1];
    if (unpack.op != Op::kUnpackSequence || unpack.arg != build.arg) return;
    if (build.arg < 1 || build.arg > 3) return;
    make_nop(build);
    if (unpack.arg == 1) {
      make_nop(unpack);
    } else {
      unpack.op = Op::kSwap;
    }
  }

  static void make_nop(FlowInstr& instr) {
    instr.op = Op::kNop;
    instr.arg = 0;
    instr.target = nullptr;
  }

  // Where a jump leads to another one of the same line, the first may go where the second does.
  // False if nothing changed.
  static bool thread(FlowInstr& instr) {
    instr.target = skip_empty(instr.target);
    const FlowInstr& next = instr.target->instrs.front();
    if (!is_jump(next.op) || next.span.line != instr.span.line) return false;
    const bool on_false = instr.op == Op::kJumpIfFalseOrPop;
    if (on_false || instr.op == Op::kJumpIfTrueOrPop) return thread_boolean(instr, next, on_false);
    const bool waits = instr.op == Op::kForIter || instr.op == Op::kSend;
    if (waits || next.op != Op::kJump) return false;
    return retarget(instr, next);
  }

  static bool thread_boolean(FlowInstr& instr, const FlowInstr& next, bool on_false) {
    const Op same_pop = on_false ? Op::kPopJumpIfFalse : Op::kPopJumpIfTrue;
    const Op other_pop = on_false ? Op::kPopJumpIfTrue : Op::kPopJumpIfFalse;
    const Op same_keep = instr.op;
    const Op other_keep = on_false ? Op::kJumpIfTrueOrPop : Op::kJumpIfFalseOrPop;
    if (next.op == same_pop) {
      instr = next;
      return true;
    }
    if (next.op == Op::kJump || next.op == same_keep) return retarget(instr, next);
    if (next.op == other_pop || next.op == other_keep) {
      instr.op = same_pop;
      instr.target = instr.target->next;
      return true;
    }
    return false;
  }

  static bool retarget(FlowInstr& instr, const FlowInstr& next) {
    if (instr.target == next.target) return false;  // it would turn round for ever
    instr.target = next.target;
    return true;
  }

  BasicBlock& block_;
  const std::vector<Constant>& constants_;
};

}  // namespace

void drop_idle_nops(BasicBlock& block) {
  std::vector<FlowInstr>& instrs = block.instrs;
  std::size_t kept = 0;
  int previous_line = -1;
  for (std::size_t i = 0; i < instrs.size(); ++i) {
    const int line = instrs[i].span.line;
    if (instrs[i].op == Op::kNop && instrs[i].guard == Guard::kNone) {
      if (line == 0 || line == previous_line) continue;
      if (i + 1 < instrs.size()) {
        FlowInstr& next = instrs[i + 1];
        if (next.span.line == 0 || next.span.line == line) {
          next.span = instrs[i].span;
          continue;
        }
      } else if (block.next) {
        const BasicBlock* next = skip_empty(block.next);
        if (!next->instrs.empty() && next->instrs.front().span.line == line) continue;
      }
    }
    if (kept != i) instrs[kept] = instrs[i];
    ++kept;
    previous_line = line;
  }
  instrs.resize(kept);
}

void FlowGraph::mark_exits() {
  for (const auto& block : blocks_) {
    for (FlowInstr& instr : block->instrs) {
      if (is_exit(instr.op)) block->is_exit = true;
      if (is_unconditional(instr.op)) block->falls_through = false;
      if (is_jump(instr.op)) instr.target = skip_empty(instr.target);
    }
  }
}

void FlowGraph::inline_small_exits() {
  // Newest first, as CPython goes through its blocks.
  for (auto place = blocks_.rbegin(); place != blocks_.rend(); ++place) {
    BasicBlock& block = **place;
    if (block.instrs.empty() || block.instrs.back().op != Op::kJump) continue;
    const BasicBlock* exit = block.instrs.back().target;
    if (!is_exit_without_line(*exit) || exit->instrs.size() > kMostCopied) continue;
    FlowInstr& jump = block.instrs.back();
    jump.op = Op::kNop;
    jump.target = nullptr;
    block.instrs.insert(block.instrs.end(), exit->instrs.begin(), exit->instrs.end());
    block.is_exit = true;
  }
}

void FlowGraph::optimize(const std::vector<Constant>& constants) {
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    BlockOptimizer(*block, constants).run();
  }
}

void FlowGraph::mark_reachable() {
  std::vector<BasicBlock*> waiting{blocks_.front().get()};
  blocks_.front()->predecessors = 1;
  const auto reach = [&](BasicBlock* block) {
    ++block->predecessors;
    if (block->visited) return;
    block->visited = true;
    waiting.push_back(block);
  };
  blocks_.front()->visited = true;
  while (!waiting.empty()) {
    BasicBlock* block = waiting.back();
    waiting.pop_back();
    if (block->next && block->falls_through) reach(block->next);
    for (const FlowInstr& instr : block->instrs) {
      if (instr.target) reach(instr.target);
    }
  }
}

void FlowGraph::drop_empty_blocks() {
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    if (block->next) block->next = skip_empty(block->next);
  }
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    for (FlowInstr& instr : block->instrs) {
      if (instr.target) instr.target = skip_empty(instr.target);
    }
  }
}

void FlowGraph::drop_unreachable() {
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    if (block->predecessors > 0) continue;
    block->instrs.clear();
    block->falls_through = true;
  }
}

void FlowGraph::drop_jumps_to_next() {
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    if (block->instrs.empty()) continue;
    FlowInstr& last = block->instrs.back();
    if (last.op != Op::kJump || last.target != block->next) continue;
    last.op = Op::kNop;
    last.target = nullptr;
    block->falls_through = true;
    drop_idle_nops(*block);
  }
  drop_empty_blocks();
}

// An exit without a line takes that of the jump to it; so each jump needs one of its own.
void FlowGraph::duplicate_exits_without_line() {
  const std::size_t count = blocks_.size();
  for (std::size_t i = count; i-- > 0;) {
    BasicBlock* block = blocks_[i].get();
    if (block->predecessors == 0 || block->instrs.empty()) continue;
    if (!is_jump(block->instrs.back().op)) continue;
    BasicBlock* exit = block->instrs.back().target;
    if (!is_exit_without_line(*exit) || exit->predecessors <= 1) continue;
    BasicBlock* copy = new_block();
    copy->instrs = exit->instrs;
    copy->instrs.front().span = block->instrs.back().span;
    copy->is_exit = true;
    copy->falls_through = false;
    copy->predecessors = 1;
    copy->next = exit->next;
    --exit->predecessors;
    exit->next = copy;
    block->instrs.back().target = copy;
  }
  drop_empty_blocks();
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    if (!block->falls_through || !block->next || block->instrs.empty()) continue;
    if (is_exit_without_line(*block->next)) {
      block->next->instrs.front().span = block->instrs.back().span;
    }
  }
}

void FlowGraph::propagate_lines(const SourceSpan& start) {
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    if (block->instrs.empty()) continue;
    SourceSpan span;
    if (block == blocks_.front().get()) span = start;
    for (FlowInstr& instr : block->instrs) {
      if (instr.op == Op::kMakeCell) continue;  // done before the function's first line
      if (instr.span.line == 0) {
        instr.span = span;
      } else {
        span = instr.span;
      }
    }
    const auto pass_on = [&](BasicBlock* to) {
      if (to->predecessors != 1 || to->instrs.empty()) return;
      SourceSpan& first = to->instrs.front().span;
      if (first.line == 0) first = span;
    };
    if (block->falls_through && block->next) pass_on(block->next);
    const FlowInstr& last = block->instrs.back();
    if (is_jump(last.op)) pass_on(last.target);
  }
}

// What is still on no line and returns takes the last line before it in the code.
void FlowGraph::give_lines_to_exits(int first_line) {
  int line = first_line;
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    if (block->instrs.empty()) continue;
    const FlowInstr& last = block->instrs.back();
    if (last.span.line != 0) {
      line = last.span.line;
    } else if (last.op == Op::kReturnValue) {
      for (FlowInstr& instr : block->instrs) instr.span.line = line;
    }
  }
}

}  // namespace grove
