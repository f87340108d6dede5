// The module `_threads`, on which the libraries' own functions about threads are written in Python
// (engine/modules):
//
//   _threads.start(function, data, name)   a thread that calls function(); its Thread object.
//                                          With is_process it is told of as a process
//   _threads.data()                        what the thread whose code runs was given; else None
//   _threads.ask()                         it is about to ask something of a loop, and wait
//   _threads.interrupt(thread)             if it sleeps, it goes on
//   _threads.next_wakeup()                 when the next one that sleeps goes on, or None
//   _threads.end()                         its work is done; only what it reports is to follow
//   _threads.Mailbox()                     get() waits, in a thread, for what put(value) brings
#pragma once

#include "engine/machine/core/library.h"

namespace grove {

void add_threads(Library& library);

// The object in the record of a Thread that a program holds.
ObjectId thread_object_id(Machine& machine, Value thread);

}  // namespace grove
