// Operators on constants, with Python's results. Nothing is returned where Python would raise,
// where the result needs more than 64 bits, where it would be large, or where its last digit
// depends on a C library: such an expression is left to the machine.
#pragma once

#include <optional>

#include "engine/language/code/program.h"
#include "engine/language/syntax/syntax.h"

namespace grove {

std::optional<Constant> constant_unary(UnaryOperator op, const Constant& operand);
std::optional<Constant> constant_binary(BinaryOperator op, const Constant& left,
                                        const Constant& right);

// As bool() of Python.
bool truth_of(const Constant& constant);

}  // namespace grove
