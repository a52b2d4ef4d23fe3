"""Writes fsrs.json: review histories as py-fsrs schedules them, beside which the scheduler is tested.

    python3 -m venv venv && venv/bin/pip install fsrs==6.3.2
    venv/bin/python Tests/PracticeTests/Vectors/make_fsrs.py > Tests/PracticeTests/Vectors/fsrs.json
"""

import json
import random
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

random.seed(20)

STANDARD = Scheduler().parameters
# (learning steps, relearning steps, desired retention, maximum interval)
CONFIGURATIONS = [
    ([60, 600], [600], 0.9, 36500),
    ([60, 600], [600], 0.8, 36500),
    ([60, 600], [600], 0.97, 100),
    ([300], [], 0.9, 36500),
    ([], [], 0.9, 36500),
    ([], [120, 900, 3600], 0.85, 36500),
    ([60, 600, 86400], [600], 0.9, 36500),
]
GAPS = [0, 30, 60, 600, 3600, 86399, 86400, 90000, 3 * 86400, 20 * 86400, 400 * 86400]


def weights(history):
    if history % 3 == 0:
        return list(STANDARD)
    drawn = [w * random.uniform(0.5, 1.5) for w in STANDARD[:20]] + [random.uniform(0.1, 0.8)]
    return [
        min(max(w, low), high)
        for w, low, high in zip(drawn, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS)
    ]


def seconds(delta):
    return int(delta.total_seconds())


def history(number):
    learning, relearning, retention, maximum = CONFIGURATIONS[number % len(CONFIGURATIONS)]
    parameters = weights(number)
    scheduler = Scheduler(
        parameters=parameters,
        desired_retention=retention,
        learning_steps=[timedelta(seconds=s) for s in learning],
        relearning_steps=[timedelta(seconds=s) for s in relearning],
        maximum_interval=maximum,
        enable_fuzzing=False,
    )
    card = Card()
    now = datetime(2024, 2, 28, 22, 30, tzinfo=timezone.utc)
    reviews = []
    for _ in range(random.randint(1, 12)):
        before = scheduler.get_card_retrievability(card, now)
        rating = random.choice([1, 2, 3, 3, 3, 4])
        card, _ = scheduler.review_card(card, Rating(rating), now)
        reviews.append({
            "at": int(now.timestamp()), "rating": rating, "r_before": before, "state": card.state.value,
            "step": card.step, "s": card.stability, "d": card.difficulty, "interval_s": seconds(card.due - now),
        })
        # Mostly when it is due, sometimes at a border or far too late.
        gap = card.due - now if random.random() < 0.6 else timedelta(seconds=random.choice(GAPS))
        now += gap
    return {
        "config": {
            "parameters": parameters, "desired_retention": retention, "learning_steps": learning,
            "relearning_steps": relearning, "maximum_interval": maximum, "enable_fuzzing": False,
        },
        "reviews": reviews,
    }


cases = [history(number) for number in range(56)]
print('{"oracle":"fsrs==6.3.2 (PyPI)","tolerance":"rel 1e-9","cases":[')
print(",\n".join(json.dumps(case, separators=(",", ":")) for case in cases))
print("]}")
