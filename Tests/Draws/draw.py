#!/usr/bin/env python3
"""Draws a prize draw again with nothing but Python's own hashlib, from what was published.

    draw.py DRAW.json ENTRANTS.csv     prints the people in the order of the draw

DRAW.json is what `safetyquiz draw show` writes, ENTRANTS.csv what `safetyquiz draw entrants` writes.
The rules are those of `Sources/ContestModel/Publication/PrizeDraw.swift`. Exits with 1 when the list,
the seed or the winners are not what the draw says.
"""

import hashlib
import json
import sys


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def order(entrants, seed, randomness):
    """The people of a list, [(pseudonym, chances)], in the order of their smallest tickets."""
    listed = "".join(f"{name},{chances}\n" for name, chances in sorted(entrants))
    key = sha256(f"safetyquiz-draw/1\n{seed}\n{randomness}\n{sha256(listed)}\n")
    best = [(min(sha256(f"{key}\n{name}\n{chance}") for chance in range(1, chances + 1)), name)
            for name, chances in entrants]
    return [name for _, name in sorted(best)]


def check(draw, text):
    """Why a published draw is not what it says; an empty list when it is."""
    entrants = [(line.split(",")[0], int(line.split(",")[1])) for line in text.splitlines()]
    faults = []
    if sha256(text) != draw["entrants"]["digest"]:
        faults.append("another list")
    outcome = draw["outcome"]
    if outcome is None:
        return faults
    if sha256(outcome["seed"]) != draw["seed_digest"]:
        faults.append("another seed")
    prizes = [prize["name"] for prize in draw["prizes"] for _ in range(prize["count"])]
    drawn = order(entrants, outcome["seed"], outcome["randomness"])
    drawn = drawn[:len(prizes) + draw["alternates"]]
    expected = list(zip(prizes + [None] * draw["alternates"], drawn))
    published = [(one["prize"], one["participant"])
                 for one in outcome["winners"] + outcome["alternates"]]
    if published != expected:
        faults.append("other winners")
    return faults


def main():
    with open(sys.argv[1]) as file:
        draw = json.load(file)
    with open(sys.argv[2]) as file:
        text = file.read()
    faults = check(draw, text)
    if faults:
        raise SystemExit("; ".join(faults))
    for one in (draw["outcome"] or {"winners": []})["winners"]:
        print(one["prize"], one["participant"])


if __name__ == "__main__":
    main()
