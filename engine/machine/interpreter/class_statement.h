// ClassStatement: how a class comes to be, by a `class` statement or by type(name, bases,
// namespace): bases that stand for others, the metaclass, the body, `__set_name__`,
// `__init_subclass__`. Steps of several turns. Internal to the machine.
#pragma once

namespace grove {

class Library;

void add_class_statement(Library& library);
void add_type(Library& library);

}  // namespace grove
