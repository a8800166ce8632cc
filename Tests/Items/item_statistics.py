#!/usr/bin/env python3
"""Item statistics worked out plainly, as the oracle of the Swift ones.

    item_statistics.py SEED    prints items, attempts and the expected statistics as JSON

The attempts are random: people of different ability meet random papers, some questions again, some
leave out answers, one key is planted wrong. The figures are worked out from their definitions with
fractions and plain lists; nothing here is shared with the program.
"""

import json
import math
import random
import sys
from fractions import Fraction

PERCENT = Fraction(27, 100)
NORMAL = 1.959963984540054


def contest(rng):
    """Items and attempts; item 0 carries a wrong key, unless the seed makes few people."""
    count = rng.choice([12, 30, 60])
    people = rng.choice([5, 60, 400])
    items = []
    for number in range(count):
        options = rng.choice([2, 4, 4, 5])
        multiple = options > 2 and rng.random() < 0.25
        right = rng.sample(range(options), rng.randint(2, options - 1) if multiple else 1)
        key = sum(1 << option for option in right)
        items.append({"key": key, "options": options, "multiple": multiple,
                      "true_key": key, "difficulty": rng.gauss(0, 1)})
    planted = next(item for item in items if not item["multiple"])
    wrong = [option for option in range(planted["options"]) if not planted["key"] >> option & 1]
    planted["key"] = 1 << rng.choice(wrong)
    abilities = [rng.gauss(0, 1.2) for _ in range(people)]
    attempts = []
    for _ in range(people * rng.randint(2, 8)):
        person = rng.randrange(people)
        timed = rng.random() < 0.8
        line = []
        for number in rng.sample(range(count), 5):
            item = items[number]
            knows = 1 / (1 + math.exp(-(abilities[person] - item["difficulty"])))
            roll = rng.random()
            if rng.random() < 0.05:
                chosen = 0
            elif roll < knows:
                chosen = item["true_key"]
            elif item["multiple"]:
                chosen = rng.randrange(1, 1 << item["options"])
            else:
                chosen = 1 << rng.randrange(item["options"])
            ms = rng.randrange(200, 90000) if timed and chosen else None
            if rng.random() < 0.001 and ms:
                ms = 7_000_000
            line.append([number, chosen, chosen == item["key"], ms])
        attempts.append([person, line])
    return items, attempts


def correlation(pairs):
    """Pearson's, by the textbook's sums in fractions; None where a side does not vary."""
    n = len(pairs)
    if n == 0:
        return None
    mean_x = sum(Fraction(x) for x, _ in pairs) / n
    mean_y = sum(y for _, y in pairs) / n
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    if xx == 0 or yy == 0:
        return None
    return float(xy) / math.sqrt(float(xx) * float(yy))


def interval(r, n):
    if n < 4:
        return None
    if abs(r) >= 1 - 1e-12:
        return [round(r), round(r)]
    z, reach = math.atanh(r), NORMAL / math.sqrt(n - 3)
    return [math.tanh(z - reach), math.tanh(z + reach)]


def weights(accuracy, strongest):
    """How much of each person is in a group of 27 %: those tied at the border share what is left."""
    left = PERCENT * len(accuracy)
    result = {}
    for value in sorted(set(accuracy.values()), reverse=strongest):
        tied = [person for person, own in accuracy.items() if own == value]
        part = min(Fraction(1), left / len(tied))
        for person in tied:
            result[person] = part
        left -= part * len(tied)
    return result


def shares(encounters, group, options):
    people = sum((group[person] for person, _ in encounters), Fraction(0))
    if people == 0:
        return {"people": 0, "options": [], "omitted": None}
    chose = [
        float(sum((group[person] for person, chosen in encounters if chosen >> option & 1),
                  Fraction(0)) / people)
        for option in range(options)
    ]
    omitted = float(sum((group[person] for person, chosen in encounters if chosen == 0),
                        Fraction(0)) / people)
    return {"people": float(people), "options": chose, "omitted": omitted}


def suspicion(people, r, ends, strong, item):
    if people < 30:
        return None
    negative = ends is not None and ends[1] < 0
    preferred = None
    if strong["people"] >= 8:
        keys = [strong["options"][o] for o in range(item["options"]) if item["key"] >> o & 1]
        others = [strong["options"][o] for o in range(item["options"]) if not item["key"] >> o & 1]
        bar = min(keys) if item["multiple"] else max(keys)
        preferred = bool(others) and max(others) > bar
    if negative and preferred:
        return "both"
    if negative:
        return "negative"
    if preferred:
        return "distractor"
    return "low" if r is not None and r < 0.2 else None


def expected(items, attempts):
    firsts = {}
    for person, line in attempts:
        for number, chosen, right, ms in line:
            firsts.setdefault((person, number), (chosen, right, ms))
    met, right_of = {}, {}
    for (person, _), (_, right, _) in firsts.items():
        met[person] = met.get(person, 0) + 1
        right_of[person] = right_of.get(person, 0) + right
    accuracy = {person: Fraction(right_of[person], met[person]) for person in met}
    strong, weak = weights(accuracy, True), weights(accuracy, False)
    rows = []
    for number, item in enumerate(items):
        all_of = [each for _, line in attempts for each in line if each[0] == number]
        own = {person: first for (person, q), first in firsts.items() if q == number}
        pairs = [
            (int(right), Fraction(right_of[person] - right, met[person] - 1))
            for person, (_, right, _) in own.items() if met[person] > 1
        ]
        r = correlation(pairs)
        ends = None if r is None else interval(r, len(pairs))
        chosen = [(person, first[0]) for person, first in own.items()]
        times = sorted(min(65534, (first[2] + 50) // 100)
                       for first in own.values() if first[2] is not None)
        above = shares(chosen, strong, item["options"])
        rows.append({
            "drawn": len(all_of),
            "right": sum(each[2] for each in all_of),
            "omitted": sum(each[1] == 0 for each in all_of),
            "people": len(own),
            "discrimination": r,
            "interval": ends,
            "discrimination_people": len(pairs),
            "strong": above,
            "weak": shares(chosen, weak, item["options"]),
            "median": times[(len(times) - 1) // 2] if times else None,
            "suspicion": suspicion(len(own), r, ends, above, item),
        })
    return rows


def main(seed):
    items, attempts = contest(random.Random(seed))
    json.dump({"items": items, "attempts": attempts, "expected": expected(items, attempts)},
              sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
