// Bytes: what bytes and bytearray have in common.
//
// Conventions as in operators.h: arguments borrowed, results new references, null or false with an
// exception pending.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/machine/core/value.h"
#include "engine/machine/protocols/subscripts.h"

namespace grove {

class Machine;

// bytes, bytearray, and what inherits from them.
bool is_bytes_like(Machine& machine, Value v);
// REQUIRES: is_bytes_like(v). Valid while v is there and is not changed.
std::string_view bytes_in(Machine& machine, Value v);

// A new object of the kind that `like` is: bytes or bytearray.
Value new_like(Machine& machine, Value like, std::string bytes);

// What bytes(v) makes of anything but a number or a text: of what is like bytes, has `__bytes__`,
// or is an iterable of numbers. `into`: what it is for, as the messages have it: "cannot convert
// 'NoneType' object to bytearray", "bytes must be in range(0, 256)" or "byte must …".
enum class BytesKind : uint8_t { kBytes, kByteArray };
inline constexpr const char* kBytesFault = "bytes must be in range(0, 256)";
inline constexpr const char* kByteFault = "byte must be in range(0, 256)";
bool to_bytes(Machine& machine, Value v, std::string* out, BytesKind into = BytesKind::kBytes);
// TypeError "a bytes-like object is required, not 'str'".
bool to_bytes_like(Machine& machine, Value v, std::string_view* out);
// A number from 0 to 255; ValueError "byte must be in range(0, 256)".
bool to_byte(Machine& machine, Value v, char* out, const char* range_fault = kByteFault);
// Whether it is a number, or stands for one (`__index__`).
bool is_whole(Machine& machine, Value v);

// REQUIRES of all below: `v` is a kBytes or kByteArray.
Value bytes_slice(Machine& machine, Value v, const SliceIndices& slice);
bool bytes_contain(Machine& machine, Value v, Value item, bool* failed);
Value bytes_concatenate(Machine& machine, Value a, Value b);

// Of a bytearray.
bool set_byte(Machine& machine, Value v, int64_t index, Value byte);
bool set_bytes_slice(Machine& machine, Value v, Value slice, Value value);
bool delete_bytes_slice(Machine& machine, Value v, Value slice);
// Its bytes become others: counted anew.
void replace_bytes(Machine& machine, Value v, std::string bytes);

}  // namespace grove
