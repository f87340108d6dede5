// Operations: what instructions and statements do where it may take turns. Natives that the machine
// itself calls; the plain ones may ask the program (answers.h). Internal to the machine.
#pragma once

#include <cstdint>

#include "engine/machine/core/machinery.h"

namespace grove {

class Library;

// Of every Library, by index. The plain ones give None for what a statement does, and a truth where
// one is asked for.
enum Operation : int32_t {
  kCompareOperation = kNextOrDefault + 1,  // operator, a, b
  kUnaryOperation,                         // operator, a
  kTruthOperation,                         // a, whether it is negated
  kContainsOperation,                      // item, container, whether it is negated
  kGetItemOperation,                       // container, index
  kSetItemOperation,                       // value, container, index
  kDeleteItemOperation,                    // container, index
  kGetAttributeOperation,                  // object, name
  kSetAttributeOperation,                  // value, object, name
  kDeleteAttributeOperation,               // object, name
  kBuildMapOperation,                      // key, value, key, value …
  kBuildSetOperation,                      // items …
  kPutOperation,                           // dict, key, value
  kAddOperation,                           // set, item
  kDictUpdateOperation,                    // dict, mapping
  kSortOperation,                          // list, list of keys or null, whether it is reversed
  // Of several turns:
  kClassStatement,  // slots: see class_statement.cpp
  kFinishClass,     // class, dict of keywords or null
  // Calls slots[0] with scratch[0] arguments, and what that gives with the others: scratch[1]
  // positional ones, scratch[2] values of keywords, their names.
  kCallGot,
  kAwaitByCall,  // awaitable
};

void add_operations(Library& library);

}  // namespace grove
