// The built-in exception classes, in two parts.
#pragma once

namespace grove {

class Library;

// BaseExceptionGroup and ExceptionGroup; the other classes must be there.
void add_exception_groups(Library& library);

}  // namespace grove
