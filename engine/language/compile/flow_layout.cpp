// The last part of FlowGraph: how deep the stack gets, which handler guards what, and the final
// sequence of instructions.
#include <algorithm>

#include "engine/base/ensure.h"
#include "engine/language/compile/flow_graph.h"

namespace grove {
namespace {

int guard_effect(Guard guard, bool jumps) {
  if (!jumps) return 0;
  switch (guard) {
    case Guard::kFinally:
      return 1;  // the exception
    case Guard::kCleanup:
      return 2;  // the place and the exception
    case Guard::kWith:
      return 1;  // the same, less the result of __enter__
    case Guard::kNone:
    case Guard::kEnd:
      return 0;
  }
  return 0;
}

int call_effect(const FlowInstr& instr) {
  switch (instr.op) {
    case Op::kCall:
      return -instr.arg - 1;
    case Op::kCallKw:
      return -instr.arg - 2;
    case Op::kCallEx:
      return -2 - (instr.arg & 1);
    case Op::kMakeFunction: {
      int effect = 0;
      for (int flag : {kWithDefaults, kWithKwDefaults, kWithAnnotations, kWithClosure}) {
        if ((instr.arg & flag) != 0) --effect;
      }
      return effect;
    }
    case Op::kBuildClass:
      return -instr.arg - 1;
    case Op::kBuildClassEx:
      return -2 - (instr.arg & 1);
    default:
      ENSURE(false, "This operation makes no call.");
      return 0;
  }
}

}  // namespace

// clang-format off
int stack_effect(const FlowInstr& instr, bool jumps) {
  const int n = instr.arg;
  switch (instr.op) {
    case Op::kNop: return guard_effect(instr.guard, jumps);
    case Op::kPop: case Op::kStoreFast: case Op::kStoreDeref: case Op::kStoreGlobal:
    case Op::kStoreName: case Op::kDeleteAttr: return -1;
    case Op::kPushNull: case Op::kCopy: case Op::kLoadConst: case Op::kLoadFast:
    case Op::kLoadDeref: case Op::kLoadClosure: case Op::kLoadGlobal: case Op::kLoadName: return 1;
    case Op::kSwap: case Op::kDeleteFast: case Op::kDeleteDeref: case Op::kMakeCell:
    case Op::kDeleteGlobal: case Op::kDeleteName: case Op::kLoadAttr: return 0;
    case Op::kStoreAttr: return -2;
    case Op::kLoadMethod: return 1;
    case Op::kBinarySubscr: return -1;
    case Op::kStoreSubscr: return -3;
    case Op::kDeleteSubscr: return -2;
    case Op::kBuildSlice: return 1 - n;
    case Op::kBinaryOp: case Op::kCompareOp: case Op::kIsOp: case Op::kContainsOp: return -1;
    case Op::kUnaryNegative: case Op::kUnaryPositive: case Op::kUnaryInvert:
    case Op::kUnaryNot: return 0;
    case Op::kJump: return 0;
    case Op::kPopJumpIfFalse: case Op::kPopJumpIfTrue: return -1;
    case Op::kJumpIfFalseOrPop: case Op::kJumpIfTrueOrPop: return jumps ? 0 : -1;
    case Op::kBuildTuple: case Op::kBuildList: case Op::kBuildSet:
    case Op::kBuildString: return 1 - n;
    case Op::kBuildMap: return 1 - 2 * n;
    case Op::kListAppend: case Op::kSetAdd: case Op::kListExtend: case Op::kSetUpdate:
    case Op::kDictUpdate: case Op::kDictMerge: return -1;
    case Op::kMapAdd: return -2;
    case Op::kListToTuple: return 0;
    case Op::kFormatValue: return (n & kHasFormatSpec) ? -1 : 0;
    case Op::kUnpackSequence: return n - 1;
    case Op::kUnpackEx: return (n & 0xFF) + (n >> 8);
    case Op::kGetIter: case Op::kGetAIter: return 0;
    case Op::kForIter: return jumps ? -1 : 1;
    case Op::kGetANext: return 1;
    case Op::kEndAsyncFor: return -2;
    case Op::kMakeFunction: case Op::kCall: case Op::kCallKw: case Op::kCallEx:
    case Op::kBuildClass: case Op::kBuildClassEx: return call_effect(instr);
    case Op::kReturnValue: return -1;
    case Op::kImportModule: return 1;
    case Op::kImportFrom: return 1;
    case Op::kAwait: case Op::kYieldValue: case Op::kYieldOn: return 0;
    case Op::kMatchSequence: case Op::kMatchMapping: case Op::kGetLen:
    case Op::kMatchKeys: return 1;
    case Op::kMatchClass: return -2;
    case Op::kGetYieldFromIter: return 0;
    case Op::kSend: return jumps ? -1 : 0;
    case Op::kBeforeWith: case Op::kBeforeAsyncWith: return 1;
    case Op::kWithExceptStart: return 1;
    case Op::kPushExcInfo: return 1;
    case Op::kPopExcept: return -1;
    case Op::kCheckExcMatch: return 0;
    case Op::kCheckEgMatch: return 0;
    case Op::kPrepReraiseStar: return -1;
    case Op::kReraise: return -1;
    case Op::kRaise: return -n;
    case Op::kLoadAssertionError: return 1;
  }
  return 0;
}
// clang-format on

int FlowGraph::measure_stack() {
  int most = 0;
  std::vector<BasicBlock*> waiting;
  const auto enter = [&](BasicBlock* block, int depth) {
    ENSURE(block->start_depth < 0 || block->start_depth == depth,
           "Two ways lead to an instruction with stacks of different depth.");
    if (block->start_depth >= 0) return;
    block->start_depth = depth;
    waiting.push_back(block);
  };
  enter(blocks_.front().get(), 0);
  while (!waiting.empty()) {
    BasicBlock* block = waiting.back();
    waiting.pop_back();
    int depth = block->start_depth;
    for (const FlowInstr& instr : block->instrs) {
      if (instr.target) {
        const int there = depth + stack_effect(instr, true);
        most = std::max(most, there);
        enter(instr.target, there);
      }
      depth += stack_effect(instr, false);
      ENSURE(depth >= 0, "An instruction takes more values than the stack has.");
      most = std::max(most, depth);
    }
    if (block->falls_through && block->next) enter(block->next, depth);
  }
  return most;
}

void FlowGraph::find_handlers() {
  for (const auto& block : blocks_) block->visited = false;
  std::vector<BasicBlock*> waiting;
  const auto enter = [&](BasicBlock* block, const std::vector<BasicBlock*>& handlers) {
    if (block->visited) return;
    block->visited = true;
    block->handlers = handlers;
    waiting.push_back(block);
  };
  enter(blocks_.front().get(), {});
  while (!waiting.empty()) {
    BasicBlock* block = waiting.back();
    waiting.pop_back();
    std::vector<BasicBlock*> handlers = std::move(block->handlers);
    for (FlowInstr& instr : block->instrs) {
      instr.handler = handlers.empty() ? nullptr : handlers.back();
      if (instr.target) enter(instr.target, handlers);
      if (instr.guard == Guard::kEnd) {
        ENSURE(!handlers.empty(), "A guarded stretch ends that never began.");
        handlers.pop_back();
      } else if (instr.guard != Guard::kNone) {
        ENSURE(instr.target != nullptr, "A guarded stretch begins that has no handler.");
        instr.target->gets_place = instr.guard != Guard::kFinally;
        handlers.push_back(instr.target);
      }
    }
    if (block->falls_through && block->next) enter(block->next, handlers);
  }
}

// Guards have done their work; of most not even a kNop needs to stay.
void FlowGraph::drop_guards() {
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    for (FlowInstr& instr : block->instrs) {
      if (instr.guard == Guard::kNone) continue;
      instr.guard = Guard::kNone;
      instr.target = nullptr;
    }
  }
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next)
    drop_idle_nops(*block);
}

void FlowGraph::write(Code& code) {
  int32_t offset = 0;
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    block->offset = offset;
    offset += static_cast<int32_t>(block->instrs.size());
  }
  const BasicBlock* handler = nullptr;
  for (BasicBlock* block = blocks_.front().get(); block; block = block->next) {
    for (const FlowInstr& instr : block->instrs) {
      const auto index = static_cast<int32_t>(code.instrs.size());
      if (instr.handler != handler || !instr.handler) {
        if (handler) code.handlers.back().end = index;
        handler = instr.handler;
        if (handler) {
          const int unwound = handler->start_depth - 1 - (handler->gets_place ? 1 : 0);
          code.handlers.push_back({index, index, handler->offset, unwound, handler->gets_place});
        }
      }
      const int32_t arg = is_jump(instr.op) ? instr.target->offset : instr.arg;
      code.instrs.push_back({instr.op, arg, instr.span.line});
      code.spans.push_back(instr.span);
    }
  }
  if (handler) code.handlers.back().end = static_cast<int32_t>(code.instrs.size());
}

}  // namespace grove
