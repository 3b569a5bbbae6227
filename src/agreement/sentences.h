// SPDX-License-Identifier: Apache-2.0
// The module's second face, for texts that stand beside an agreement and speak its language, as
// stories do: lines and tokens, names, numbers, dates, verbs, and "did you mean".
#pragma once

#include "agreement/reader.h"
#include "agreement/suggest.h"
#include "agreement/verbs.h"
