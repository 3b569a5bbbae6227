#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Answers each document with the line of a file that is about it: truce's own reading, replayed."""
import json
import sys

answers = {}
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        answer = json.loads(line)
        answers[answer["document"]["id"]] = answer
for line in sys.stdin:
    answer = answers[json.loads(line)["document"]["id"]]
    answer["reader"] = {"name": "replay", "version": "1"}
    print(json.dumps(answer), flush=True)
