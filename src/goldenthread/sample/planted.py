"""The planted figures: what counting the sample by the readings must give, month by month.

A list of data. Stocks are of the month's end. The stock equations hold between the lines, for example
507 looked after in November + 21 started - 18 ceased = 510 in December 2023.
"""

from __future__ import annotations

EXACT: dict[str, dict[str, float]] = {
    "referrals": {"2021-12": 352, "2022-12": 340, "2023-11": 381, "2023-12": 308, "2024-01": 362},
    # Numbers of the referrals above: 30% of 340, 32% of 381, 25% of 308.
    "rereferrals": {"2022-12": 102, "2023-11": 122, "2023-12": 77},
    "assessments": {"2021-12": 341, "2022-12": 317, "2023-12": 304},
    "s47_completed": {
        "2021-12": 126,
        "2022-12": 118,
        "2023-10": 129,
        "2023-11": 120,
        "2023-12": 101,
        "2024-01": 114,
    },
    # Conferences by the month of their enquiry's end: 9 of December's and 3 of January's make the 12.
    "icpc_same_month": {"2023-12": 9, "2024-01": 16},
    "cp_stock": {
        "2023-06": 338,
        "2023-07": 333,
        "2023-08": 328,
        "2023-09": 322,
        "2023-10": 316,
        "2023-11": 310,
        "2023-12": 303,
        "2024-01": 300,
    },
    "cp_repeat_stock": {
        "2023-06": 104,
        "2023-07": 104,
        "2023-08": 103,
        "2023-09": 102,
        "2023-10": 102,
        "2023-11": 102,
        "2023-12": 103,
        "2024-01": 103,
    },
    "cp_starts": {
        "2023-07": 31,
        "2023-08": 24,
        "2023-09": 29,
        "2023-10": 31,
        "2023-11": 30,
        "2023-12": 17,
        "2024-01": 19,
    },
    "cp_repeat_starts": {"2023-12": 6, "2024-01": 6},
    "cp_transfer_in": {"2023-12": 1, "2024-01": 1},
    "icpc_no_plan": {"2023-12": 2, "2024-01": 1},
    "cla_stock": {"2022-12": 549, "2023-10": 512, "2023-11": 507, "2023-12": 510, "2024-01": 509},
    "cla_starts": {"2023-12": 21},
    "cla_left_within_month": {"2023-12": 5},
    "uasc_referrals": {"2023-12": 2},
    "placement_moves": {"2023-12": 27},
    "early_help_stock": {"2023-10": 732, "2023-11": 727, "2023-12": 720, "2024-01": 723},
    "step_downs": {"2023-10": 27, "2023-11": 25, "2023-12": 18},
    "police_share": {"2023-12": 0.62},
    "contacts": {"2023-12": 1058},
    "strategy_without_s47": {"2021-12": 27, "2022-12": 26, "2023-12": 13},
}

PLANTED_MONTH = "2023-12"

# The entrants of the planted month who are still in care at its end, by placement group.
ENTRANT_GROUPS = (
    ["parents"] * 4 + ["family_friends"] * 9 + ["foster_in_house", "foster_external"] + ["foster_to_adopt"]
)
# The movers of the planted month, by destination.
MOVE_DESTINATIONS = (
    ["adoption", "foster_to_adopt", "supported", "supported"]
    + ["other"] * 2
    + ["parents"] * 5
    + ["family_friends"] * 10
    + ["foster"] * 6
)

EXACT.update(
    {
        "hub_people": {
            "2023-08": 2196,
            "2023-09": 2438,
            "2023-10": 2564,
            "2023-11": 2541,
            "2023-12": 2207,
            "2024-01": 2488,
        },
        "hub_visits": {"2023-10": 5842, "2023-11": 5976, "2023-12": 5018, "2024-01": 5761},
        # A third, and 21%.
        "hub_visits_central": {"2023-11": 1992},
        "hub_visits_west": {"2023-11": 1255},
        "out_of_education": {"2023-12": 5},
        "neet": {"2023-12": 22},
    }
)

# Forms with three or more, one or two, and no positive outcome: 74 + 59 + 14 = 147.
SF_BANDS: dict[str, tuple[int, int, int]] = {
    "2023-10": (0, 0, 0),
    "2023-11": (40, 33, 8),
    "2023-12": (34, 26, 6),
    "2024-01": (5, 4, 2),
}

AuditPlan = tuple[int, int, int, tuple[int, ...]]
"""Allocated, completed in time, discussed, and the grades from outstanding to inadequate."""
AUDITS: dict[str, AuditPlan] = {
    "2023-10": (20, 20, 15, (2, 8, 9, 1)),
    "2023-11": (22, 22, 18, (3, 10, 8, 1)),
    "2023-12": (11, 11, 9, (1, 5, 4, 1)),
    "2024-01": (21, 6, 4, (1, 3, 2, 0)),
}

# Screened and visited at home in the month.
FOSTERING: dict[str, tuple[int, int]] = {
    "2023-10": (9, 7),
    "2023-11": (8, 6),
    "2023-12": (4, 3),
    "2024-01": (6, 3),
}
# Children in applications by the first month of the quarter.
CARE_APPLICATIONS: dict[str, int] = {"2023-07": 9}
MOVE_PLANS: dict[str, int] = {"2023-12": 10}
NEET_WITH_SEN = 4
