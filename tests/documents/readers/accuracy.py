"""How much of a tree was read right: nodes with the right text, mark, level and parent ÷ all."""

from difflib import SequenceMatcher

from app.documents.blocks import Document, walk


def score(read: Document, expected: Document) -> float:
    """1.0 when every node is there with its words, its mark, its depth and its parent.

    A node too many counts as a wrong one.
    """
    found, wanted = _nodes(read), _nodes(expected)
    matcher = SequenceMatcher(None, found, wanted, autojunk=False)
    right = sum(block.size for block in matcher.get_matching_blocks())
    return right / max(len(found), len(wanted), 1)


def differences(read: Document, expected: Document) -> list[str]:
    """What differs, for the message of a test."""
    found, wanted = _nodes(read), _nodes(expected)
    matcher = SequenceMatcher(None, found, wanted, autojunk=False)
    lines = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            lines += [f"read   {one}" for one in found[a:b]]
            lines += [f"wanted {one}" for one in wanted[c:d]]
    return lines


def _nodes(document: Document) -> list[tuple[int, str, str, str, str]]:
    """(depth, mark, heading, text, words of the parent) of every node."""
    path: list[str] = []
    nodes = []
    for placed in walk(document.nodes):
        del path[placed.depth :]
        parent = path[-1] if path else ""
        node = placed.node
        nodes.append((placed.depth, placed.mark, node.heading, node.text, parent))
        path.append(node.plain)
    return nodes
