// SPDX-License-Identifier: Apache-2.0
// The file of weights that the build puts into the program.
#pragma once

#include <string_view>

namespace truce::parse {

std::string_view built_in_weights();  // data/syntax/english.weights, at a multiple of 64

}  // namespace truce::parse
