// Complex numbers, as CPython 3.11 reckons with them. Conventions as in operators.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/language/code/program.h"
#include "engine/machine/core/objects.h"
#include "engine/machine/core/value.h"

namespace grove {

class Machine;

// Any number as a complex one; false with OverflowError. REQUIRES: it is a number.
bool to_complex(Machine& machine, Value v, ComplexBody* out);
// As arithmetic() of arithmetic.h.
Value complex_arithmetic(Machine& machine, BinaryOperator op, const ComplexBody& a,
                         const ComplexBody& b, bool* unsupported);
Value complex_absolute(Machine& machine, const ComplexBody& c);
std::string repr_of_complex(const ComplexBody& c);
std::string repr_of_complex_part(double d);  // "1", "-0", "1.5", "inf"
int64_t hash_of_complex(const ComplexBody& c);
// What complex() makes of a text, if anything.
std::optional<ComplexBody> parse_complex(std::string_view text);

}  // namespace grove
