// SPDX-License-Identifier: Apache-2.0
#include "agreement/agreement.h"

#include <gtest/gtest.h>
