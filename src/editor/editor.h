// SPDX-License-Identifier: Apache-2.0
// A text that somebody is writing → what their editor shows beside it.
//
// open_text.h answers for one text: mistakes, hover, definitions, names to complete, the layout.
// protocol.h is the Language Server Protocol around it, from message to messages; frames.h cuts a
// stream of bytes into messages. Nothing is opened or waited for here: cli/language_server.cpp
// holds the pipes.
#pragma once

#include "editor/frames.h"
#include "editor/open_text.h"
#include "editor/protocol.h"
