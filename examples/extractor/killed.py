#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An extractor for truce: finds "N killed", "killed N" and "N people were killed".

It reads one document a line from standard input, as JSON, and answers each with one line of JSON
on standard output. Python's standard library is all that it needs. What it shows is the shape of
an answer; in place of the pattern a desk puts its own model.
"""
import json
import re
import sys

READER = {"name": "killed-by-pattern", "version": "1"}
WORDS = {word: number for number, word in enumerate(
    "no one two three four five six seven eight nine ten eleven twelve".split())}
NUMBER = r"\d{1,3}(?:,\d{3})+|\d+|" + "|".join(WORDS)
VICTIMS = r"people|persons|civilians|soldiers|children|women|men|fighters|workers|others"
KILLED = re.compile(
    rf"\b(?:(?P<before>{NUMBER})(?: (?P<who>{VICTIMS}))?(?: (?:were|was|have been|had been))? killed"
    rf"|killed (?P<behind>{NUMBER})(?: (?P<whom>{VICTIMS}))?)\b",
    re.IGNORECASE)


def value_of(words):
    """The count that "12", "1,200" or "twelve" stands for."""
    lower = words.lower()
    return WORDS[lower] if lower in WORDS else int(words.replace(",", ""))


def statement(match):
    """One fact. Every span counts characters of the text as it was given, from 0."""
    number = "before" if match["before"] else "behind"
    victims = "who" if match["before"] else "whom"
    count = value_of(match[number])
    fact = {
        "kind": "fact",
        "mood": "asserted",
        "quote": {"text": match[0], "span": match.span()},
        "measure": "killed",
        "act": "killing",
        "figure": {"low": count, "high": count, "qualifier": "exactly",
                   "as_written": match[number], "span": match.span(number)},
        "confidence": 0.4,
        "rule": "pattern",
    }
    if match[victims]:
        fact["of"] = {"name": match[victims], "span": match.span(victims)}
    return fact


def main():
    for line in sys.stdin:
        document = json.loads(line)["document"]
        found = [statement(match) for match in KILLED.finditer(document["text"])]
        answer = {"reader": READER, "document": {"id": document["id"]}, "statements": found,
                  "attributions": []}
        # truce waits for the line, so it must not stay in a buffer.
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
