"""Words that people write for each other wherever they stand: "đc" for được, "ng" for người, "tk" for tài khoản. The
phrases of the lexicon are read with all of them.
"""

from vietnamese.tokens import Node

# Folded words on the left; what is written for them, one word each, on the right.
_ALIKE: tuple[tuple[str, str], ...] = (
    ("khong", "ko kg khg hok hong hk"),
    ("duoc", "dc"),
    ("nguoi", "ng ngui"),
    ("voi", "vs"),
    ("roi", "r rui"),
    ("gi", "j"),
    ("tai khoan", "tk tkhoan"),
    ("ho so", "hs hso"),
    ("dich vu cong", "dvc"),
    ("hoc vien", "hv"),
    ("huong dan", "hd"),
    ("ho tro", "htro"),
    ("tuyen truyen", "ttr ttruyen"),
)

ALIKE = frozenset(other for _, others in _ALIKE for other in others.split())


def share(root: Node) -> None:
    """Lead every such word to where the word it stands for leads; what a word already means by itself stays."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        for words, others in _ALIKE:
            meant = _after(node, words.split())
            if meant is None or (node is root and not meant.next):
                continue
            for other in others.split():
                held = node.next.get(other)
                if held is None and node is not root:
                    node.next[other] = meant
                elif held is not None and held is not meant:
                    for word, following in meant.next.items():
                        held.next.setdefault(word, following)
        stack.extend(node.next.values())


def _after(node: Node, words: list[str]) -> Node | None:
    found: Node | None = node
    for word in words:
        found = found.next.get(word) if found is not None else None
    return found
