"""Code lists of the national returns that both recounts read: a group, and the codes in it."""

from __future__ import annotations

ETHNIC_GROUPS = {
    "white": "WBRI WIRI WIRT WOTH WROM",
    "mixed": "MWBC MWBA MWAS MOTH",
    "asian": "AIND APKN ABAN AOTH CHNE",
    "black": "BCRB BAFR BOTH",
    "other": "OOTH",
    "unknown": "NOBT REFU",
}
SOURCES = {
    "individual": "1A 1B 1C 1D",
    "school": "2A",
    "education": "2B",
    "health": "3A 3B 3C 3D 3E 3F",
    "housing": "4",
    "local_authority": "5A 5B 5C 5D",
    "police": "6",
    "other_legal": "7",
    "other": "8",
    "anonymous": "9",
    "unknown": "10",
}
