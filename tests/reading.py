"""How hard a text is to read: the school grade it asks for, its long sentences, its hard words.

The grade is that of Kincaid and others (1975), Derivation of new readability formulas for Navy
enlisted personnel: 0.39 × words per sentence + 11.8 × syllables per word − 15.59. Syllables are
counted from the letters, which is right for about nine words in ten and errs to both sides.
"""

import re
from calendar import day_name, month_name

HARDEST_GRADE, LONGEST_SENTENCE = 6, 15
# Blame, and the words for it. "only" and "should" are never needed; see design of the product.
BANNED = re.compile(
    r"\b(streaks?|missed|missing|failed|failures?|only|should|must|non-compliant|compliance)\b",
    re.IGNORECASE,
)
# What a treatment is called is heard at every visit, and days and months have no shorter names: as
# in other counts of this kind a name does not make a text hard.
NAMES = frozenset(
    ("acupuncture", "acupuncturist", "electrical", "stimulation", "sensory", "occupational")
    + ("physiotherapy", "physiotherapist", "therapy", "therapist", "training")
    + tuple(name.lower() for name in (*day_name, *month_name) if name)
)
# A colon and a dash end a thought as a full stop does; a point inside "07.30" or "3.5" does not.
END = re.compile(r"[.?!:;]+(?=\s|$)|\s[–—]\s|\n")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
GROUPS = re.compile(r"[aeiouy]+")


def sentences(blocks: list[str]) -> list[list[str]]:
    """Return the words of each sentence; a block (a heading, a button) ends one."""
    found = (WORD.findall(part) for block in blocks for part in END.split(block))
    return [words for words in found if words]


def syllables(word: str) -> int:
    """Count what sounds like a vowel, but for an "e" that is not heard at the end."""
    word = re.sub(r"[^a-z]", "", word.lower())
    heard = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeioutd])ed$|(?<=[^aeiouscxz])es$", "", word)
    return max(len(GROUPS.findall(heard)), 1)


def grade(blocks: list[str]) -> float:
    """Return the school grade of the whole text; of no words, 0."""
    said = sentences(blocks)
    words = [word for sentence in said for word in sentence]
    if not words:
        return 0.0
    per_word = sum(2 if word.lower() in NAMES else syllables(word) for word in words) / len(words)
    return 0.39 * len(words) / len(said) + 11.8 * per_word - 15.59


def hard_to_read(blocks: list[str]) -> list[str]:
    """Return what a tired reader would stumble over in a page's blocks of text."""
    found = [
        f"{len(words)} words: {' '.join(words)}"
        for words in sentences(blocks)
        if len(words) > LONGEST_SENTENCE
    ]
    found += [f"banned: {word}" for word in BANNED.findall(" ".join(blocks))]
    reached = grade(blocks)
    if reached > HARDEST_GRADE:
        found.append(f"grade {reached:.1f}")
    return found
