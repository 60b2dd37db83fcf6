"""The matters of an enumeration: "discussed trade, Taiwan, the war in Ukraine and soybeans" names four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.propositions.clauses import content
from framing.syntax import Parse

LEAST = 3
"""Members from which a coordination is a list of matters: two are mostly one ("peace and security", "Xi and Putin")."""

NOUNS = frozenset({"NOUN", "PROPN"})


def matters_listed(parse: Parse, tokens: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The members of the lists among `tokens` (one clause's, rising), each as its tokens, rising."""
    own = frozenset(tokens)
    for i in tokens:
        token = parse.tokens[i]
        if token.pos in NOUNS and token.dep not in {"conj", "compound"}:
            members = _members(parse, i, own)
            if len(members) >= LEAST:
                yield from members


def _members(parse: Parse, first: int, own: frozenset[int]) -> list[tuple[int, ...]]:
    chain = [first]
    while len(chain) <= len(own):
        following = [c for c in parse.children[chain[-1]] if c in own and c > chain[-1] and parse.tokens[c].dep == "conj"
                     and parse.tokens[c].pos in NOUNS]  # fmt: skip
        if not following:
            break
        chain.append(following[0])
    members = []
    for k, head in enumerate(chain):
        end = parse.tokens[chain[k + 1]].left if k + 1 < len(chain) else parse.tokens[head].right
        member = [j for j in range(parse.tokens[head].left, end) if j in own]
        while member and (parse.tokens[member[-1]].dep in {"cc", "punct"} or parse.tokens[member[-1]].pos == "CCONJ"):
            member.pop()
        if member and content(parse, member):
            members.append(tuple(member))
    return members
