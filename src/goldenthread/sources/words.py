"""Words that case systems write where a code is meant, by code list: data, tried after the codes themselves.

Each pattern must match the whole folded text (lower case, words joined by '_').
"""

from __future__ import annotations

WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "sex": (
        ("male|boy|man", "M"),
        ("female|girl|woman", "F"),
        ("not_stated.*|not_recorded|unknown|not_known|indeterminate|neither|unborn|other", "U"),
    ),
    "gender": (
        ("m|1|man.*|boy.*|male", "01"),
        ("f|2|woman.*|girl.*|female", "02"),
        ("u|0|unknown|not_known.*", "00"),
        ("i|9|1[0-9]|self_described?|prefer_to_self_describe", "09"),
    ),
    "ethnicity": (
        ("cnhe|chinese", "CHNE"),
        ("white_british", "WBRI"),
        ("not_known|unknown|not_obtained|information_not_yet_obtained", "NOBT"),
        ("refused", "REFU"),
    ),
    "disability": (("no_disability|none_known", "NONE"),),
    "abuse": (
        ("multiple.*|.*_and_.*", "MUL"),
        ("neglect.*|n", "NEG"),
        ("physical.*|p", "PHY"),
        ("sexual.*|s", "SAB"),
        ("emotional.*|e", "EMO"),
    ),
    "ls": (
        ("interim_care_order.*", "C1"),
        ("(full_)?care_order.*", "C2"),
        ("placement_order.*", "E1"),
        ("freeing_order.*", "D1"),
        (".*short_(breaks?|term_breaks?).*agreement.*", "V4"),
        (".*short_(breaks?|term_breaks?).*", "V3"),
        ("(.*_)?(s20|s_20|section_20)(_.*)?|accommodated.*|single_period_of_accommodation.*", "V2"),
        (".*police_protection.*", "L1"),
        (".*emergency_protection.*|epo", "L2"),
        (".*child_assessment_order.*", "L3"),
        (".*remand.*", "J1"),
        (".*pace.*", "J2"),
        (".*youth_rehabilitation.*", "J3"),
    ),
    "place": (
        ("childrens_home.*|residential_childrens_home", "K2"),
        ("secure_childrens_home.*", "K1"),
        ("residential_school.*", "S1"),
        ("(placed_)?with_(own_)?parents?.*", "P1"),
    ),
    "eligibility": (("no_current_eligibility|not_eligible|no", "none"),),
    "in_touch": (
        ("y|true|1|1_0|yes_.*|in_touch", "YES"),
        ("n|false|0|0_0|no_.*|not_in_touch", "NO"),
        ("died_.*|deceased", "DIED"),
        ("refus.*|.*_refuses_contact", "REFU"),
        (".*no_longer_requires?.*|.*no_longer_needed", "NREQ"),
        (".*returned_(home|to_live).*", "RHOM"),
    ),
    "health": (
        (".*dent(al|ist).*|.*teeth.*", "dental"),
        (".*immuni[sz]ation.*|.*vaccin.*", "immunisation"),
        (".*development.*", "development"),
        ("iha|(.*_)?initial_(.*_)?(health|medical|assessment).*|.*_iha", "iha"),
        ("rha|(.*_)?(review|annual|six_month|6_month)_(.*_)?(health|medical|assessment).*|.*_rha", "rha"),
        ("(.*_)?(health|medical)_(assessment|check|review).*|health|medical", "ha_unspecified"),
    ),
    "status": (
        ("looked_after.*|child_looked_after|lac", "cla"),
        ("child_protection.*|cpp", "cp_plan"),
        ("child(ren)?_in_need.*|cinp?", "cin_plan"),
        (".*assessment.*", "assessment"),
        ("closed.*", "closed"),
    ),
    "case_type": (
        ("child_protection.*|cpp?", "cp_plan"),
        ("child(ren)?_in_need.*|cinp?", "cin_plan"),
        ("looked_after.*|lac|children_looked_after", "cla"),
        ("early_help.*|eh", "early_help"),
        ("care_leavers?.*|leaving_care", "care_leaver"),
    ),
    "grade": (("requires_improvement.*|ri", "requires_improvement"), ("inadequate.*", "inadequate")),
    "eh_end": (
        (".*outcomes?_(met|achieved).*|needs_met|completed", "outcomes_met"),
        (".*step(ped)?_up.*|.*escalat.*", "step_up"),
        (".*disengage.*|.*not_engag.*|.*declin.*|.*consent_with.*", "disengaged"),
        (".*moved.*", "moved"),
        ("nfa|.*no_further_action.*|.*other.*", "other"),
    ),
    "org_type": (
        ("local_authority|la|council|childrens_services|early_help|family_hub", "authority"),
        (".*school.*|.*academy.*|.*college.*|.*nursery.*|education", "school"),
        (".*health.*|nhs.*|.*hospital.*|.*midwi.*|gp", "health"),
        (".*police.*", "police"),
        (".*voluntary.*|.*charity.*|vcs", "voluntary"),
    ),
    "role": (
        (".*senior_(social_worker|practitioner).*|advanced_practitioner", "senior_practitioner"),
        (".*manager.*|.*head_of.*", "manager"),
        (".*personal_advis[eo]r.*", "personal_adviser"),
        (".*social_worker.*|sw", "social_worker"),
        (".*early_help.*|.*family_support.*", "early_help"),
    ),
    "permanence": (
        (".*adoption.*", "ADOPTION"),
        (".*(special_guardianship|child_arrangements).*", "OTHERPLN"),
    ),
}

YES = frozenset({"y", "yes", "true", "t", "1", "1.0", "ticked", "x"})
NO = frozenset({"n", "no", "false", "f", "0", "0.0", "unticked"})
NOT_KNOWN = frozenset(
    {"na", "n/a", "u", "unknown", "not known", "not recorded", "not applicable", "none", "?"}
)
