// The form in which Python compares names: Unicode's NFKC.
#pragma once

#include <string>
#include <string_view>

namespace grove {

// `ﬁ` becomes `fi`, `a` with a combining accent `á`. REQUIRES: `name` is UTF-8 and its characters
// may stand in a name.
std::string normal_form_of_name(std::string_view name);

}  // namespace grove
