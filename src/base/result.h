// SPDX-License-Identifier: Apache-2.0
// What an operation gives: a value, or an Error in words that its user can act on.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace truce {

/// Why an operation could not be done. `message` is one sentence, lower case, without a full stop;
/// `help`, where there is one, says what to do about it.
struct Error {
  enum class Kind { not_found, invalid, unavailable, conflict };
  Kind kind = Kind::unavailable;
  std::string message;
  std::string help = {};
};

inline Error not_found(std::string message, std::string help = {}) {
  return {Error::Kind::not_found, std::move(message), std::move(help)};
}
inline Error invalid(std::string message, std::string help = {}) {
  return {Error::Kind::invalid, std::move(message), std::move(help)};
}
inline Error unavailable(std::string message, std::string help = {}) {
  return {Error::Kind::unavailable, std::move(message), std::move(help)};
}
inline Error conflict(std::string message, std::string help = {}) {
  return {Error::Kind::conflict, std::move(message), std::move(help)};
}

/// tl::expected with one difference: a forgotten failure does not compile (under -Werror).
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
  // NOLINTNEXTLINE(google-explicit-constructor): `return not_found(...)` is the whole point
  Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}
};

template <>
class [[nodiscard]] Result<void> : public tl::expected<void, Error> {
 public:
  using tl::expected<void, Error>::expected;
  // NOLINTNEXTLINE(google-explicit-constructor): as above
  Result(Error error) : tl::expected<void, Error>(tl::unexpect, std::move(error)) {}
};

/// The value of `expression`, or an early return with its error. Once per statement.
#define TRY(expression) TRUCE_TRY_AS(expression, __COUNTER__)
// The counter gives each use a name of its own, so that one may stand inside another's lambda.
#define TRUCE_TRY_AS(expression, number) TRUCE_TRY_NAMED(expression, number)
#define TRUCE_TRY_NAMED(expression, number)                  \
  __extension__({                                            \
    auto result_##number = (expression);                     \
    if (!result_##number) return result_##number.error();    \
    ::truce::detail::value_of(std::move(result_##number));   \
  })

namespace detail {
template <class T>
T value_of(Result<T>&& result) {
  return std::move(*result);
}
inline void value_of(Result<void>&&) {}
}  // namespace detail

}  // namespace truce
