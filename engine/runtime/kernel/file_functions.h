// The module `_files`, on which files are written in Python (engine/modules/_filesystem.py): what
// there is at first, what becomes of it from outside, and that an operation takes its time and is
// in the record.
//
//   _files.table()          (latency of all else, [(path, is folder, bytes, latency, denied), …])
//   _files.changes()        [(path, latency, denied), …] from outside since it was asked last
//   _files.created(path)    the record's number for what is at that path
//   _files.operate(number, op, seconds, size)
//
// A latency is None where there is none of its own. An operation is recorded as it begins, and
// returns when its time is over; until then it blocks whatever called it, as time.sleep does.
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

void add_files(Library& library);

}  // namespace grove
