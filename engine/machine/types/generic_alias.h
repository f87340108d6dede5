// Generic aliases: what `list[int]` and `int | None` are. Programs write them in annotations, which
// Python evaluates; here they can be made, printed and compared, and nothing else.
#pragma once

#include <vector>

#include "engine/machine/core/value.h"

namespace grove {

class Library;
class Machine;

// klass[arguments]. New reference, or null with TypeError "type 'int' is not subscriptable".
Value generic_alias(Machine& machine, Value klass, Value arguments);

// `a | b` where both are classes, None or aliases; null with nothing raised if they are not.
Value type_union(Machine& machine, Value a, Value b);

// The members of a union; null for all else.
const std::vector<Value>* union_members(Machine& machine, Value v);

// Their hidden classes.
// The class that an alias is of, borrowed; null: it is none.
Value origin_of_alias(Machine& machine, Value v);

void add_generic_aliases(Library& library);

}  // namespace grove
