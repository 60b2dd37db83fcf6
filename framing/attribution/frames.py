"""Frames: the places where a cue keeps its content.

A frame is a function from a clause to token ranges, each with the name a lexicon row may list. `FRAMES` holds them in order;
a cue takes those its row lists, at the level the row gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from framing import quotations
from framing.attribution.clauses import Clause
from framing.attribution.cues import words
from framing.attribution.ends import SET_OFF, end_of, noun_end, preposition_end, reach
from framing.attribution.passage import Passage
from framing.attribution.verbs import speaks

Place = tuple[str, int, int]
"""Name of the frame, first token of the content, token after its last."""

Frame = Callable[[Clause], Iterator[Place]]

_TAIL = 14  # tokens a trailing cue clause may have: "…, the White House said in a statement on Wednesday"
_RELATIVES = frozenset({"WDT", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLOSE = quotations.ENDS | {","}


def reported_after(clause: Clause) -> Iterator[Place]:
    """"said that …", "said …", "asked whether …", "urged them to …"."""
    tokens = clause.passage.tokens
    for head in clause.complements:
        if head > clause.at and not _trails(clause.passage, head) and not _goes_on(clause, head):
            first = max(tokens[head].left, clause.past)
            kind = complement_kind(clause.passage, head, first)
            if clause.at + 2 < first and tokens[clause.at + 1].text == "," and tokens[first - 1].text == ",":
                first = clause.at + 2  # "says, win or lose, he is staying"
            yield kind, first, end_of(clause, head)


def misparsed(clause: Clause) -> Iterator[Place]:
    """What parsers miss: "announced in an ad that …" as a relative clause, "warned costs will rise" as two clauses."""
    passage, tokens = clause.passage, clause.passage.tokens
    if clause.complements or clause.infinitives:
        return
    for preposition in clause.prepositions[:2]:
        for noun in passage.parse.children[preposition]:
            for head in passage.parse.children[noun] if tokens[noun].lemma in words("occasion") else ():
                if tokens[head].dep == "relcl" and tokens[tokens[head].left].text.lower() == "that":
                    yield "that", tokens[head].left, end_of(clause, head)
    for head in passage.parse.children[clause.at] if clause.objects and clause.cue.speaks else ():
        first = tokens[head].left
        if tokens[head].dep == "conj" and tokens[clause.objects[0]].right == first and tokens[first].tag in ("MD", *_FINITE):
            yield "clause", tokens[clause.objects[0]].left, end_of(clause, head)


def _goes_on(clause: Clause, head: int) -> bool:
    """Whether what was parsed as more content is another's report: "She said it was shut and he said it was open"."""
    passage, kinds = clause.passage, clause.passage.kinds(head)
    joined = head != clause.complements[0] and passage.before(head) in ("and", "but", "while")
    return joined and speaks(passage, head) and "nsubj" in kinds and "ccomp" in kinds


def _trails(passage: Passage, head: int) -> bool:
    """Whether what was parsed as content is a cue clause set off at the end: "…, the White House said on Wednesday"."""
    kinds = passage.kinds(head)
    return passage.before(head) in _CLOSE and speaks(passage, head) and "ccomp" not in kinds and "dobj" not in kinds


def reported_before(clause: Clause) -> Iterator[Place]:
    """"…, she said" and "…, said the minister"; on both sides of the cue where the clause goes on."""
    tokens = clause.passage.tokens
    if any(head > clause.at for head in clause.complements):
        return
    for head in clause.complements:
        if head < clause.at:
            first, last = min(tokens[head].left, tokens[clause.at].left), min(tokens[head].right, clause.start)
            yield "before", _own_quotation(clause.passage, first, last), last


def _own_quotation(passage: Passage, first: int, last: int) -> int:
    """`first`, or the quotation that ends the range: after a colon ("He was blunt: “No,” she said") or after another's report
    ("“No,” he said, but “yes,” she said")."""
    quotation = passage.quoted[last - 1]
    if quotation >= 0:
        start = last - 1
        while start > first and passage.quoted[start - 1] == quotation:
            start -= 1
        if start > first and (passage.tokens[start - 1].text == ":" or _reports(passage, first, start)):
            return start
    return first


def _reports(passage: Passage, first: int, last: int) -> bool:
    """Whether a verb of speech with a subject of its own trails a quotation in the range."""
    unquoted = (k for k in range(max(first, last - _TAIL), last) if passage.quoted[k] < 0)
    return passage.quoted[first] >= 0 and any(speaks(passage, k) and "nsubj" in passage.kinds(k) for k in unquoted)


def inserted(clause: Clause) -> Iterator[Place]:
    """"The talks, he said, went well", "as he put it": the cue hangs on the clause it reports."""
    tokens, token = clause.passage.tokens, clause.passage.tokens[clause.at]
    if clause.complements or clause.objects or clause.infinitives or clause.passive:
        return
    as_said = token.dep == "advcl" and tokens[token.left].text.lower() == "as"
    set_off = token.dep == "ccomp" and token.tag in _FINITE and clause.subject >= 0
    set_off = set_off and clause.passage.before(clause.at) in SET_OFF
    if not (as_said or set_off or token.dep == "parataxis"):
        return
    head = tokens[token.head]
    if token.left <= head.left:
        yield "before", token.right, head.right
    elif token.right >= head.right - 1 or _after_quotation(clause.passage, token.left, token.right):
        yield "before", head.left, token.left
    else:
        yield "before", head.left, head.right


def _after_quotation(passage: Passage, first: int, last: int) -> bool:
    """Whether the cue clause from `first` to `last` comes right after a quotation and no quotation follows it."""
    return passage.quoted[first - 1] >= 0 and (last >= len(passage.tokens) or passage.quoted[last] < 0)


def trailing(clause: Clause) -> Iterator[Place]:
    """"The letter thanked Xi …, the White House said in a statement on Wednesday": the parser made the cue the main verb."""
    tokens, (begin, end) = clause.passage.tokens, clause.passage.sentence(clause.at)
    if clause.complements or clause.infinitives or clause.objects or clause.subject < 0:
        return
    behind = clause.subject > clause.at and tokens[clause.subject].right >= end - 1  # "…, said three people who …"
    asides = (tokens[c].left for c in clause.passage.parse.children[clause.at]
              if c > clause.at and tokens[c].dep == "advcl" and clause.passage.before(c) == ",")  # fmt: skip
    last = clause.subject if behind else next(asides, end)  # "…, the minister warned on Tuesday, seeking to …"
    told = clause.cue.speaks and last - clause.start <= _TAIL and clause.start - 1 > begin
    if told and tokens[clause.start - 1].text in _CLOSE and any(t.pos in ("VERB", "AUX") for t in tokens[begin:clause.start]):
        yield "before", begin, clause.start


def infinitive(clause: Clause) -> Iterator[Place]:
    """"vowed to …", "suggested going …", "urged them to …"."""
    tokens = clause.passage.tokens
    for head in clause.infinitives:
        end = end_of(clause, head)
        if clause.objects and clause.objects[0] < head:
            yield "one_to", tokens[clause.objects[0]].left, end
        elif tokens[head].tag == "VBG":
            yield "ing", tokens[head].left, end
        elif any(tokens[c].tag == "TO" for c in clause.passage.parse.children[head]):
            yield "to", tokens[head].left, end


def objects(clause: Clause) -> Iterator[Place]:
    """"criticised the plan", "accused them of lying", "described it as a mistake", "called it a mistake"."""
    tokens, passage = clause.passage.tokens, clause.passage
    for head in clause.objects[:1]:
        first, last = tokens[head].left, reach(clause, head)
        yield "object", first, last
        if clause.predicate > head:
            yield "name", first, noun_end(passage, clause.predicate)
        for preposition in clause.prepositions:
            if head < preposition < last:
                yield "object_" + tokens[preposition].lemma.lower(), first, last
                break


def antecedent(clause: Clause) -> Iterator[Place]:
    """"the policy that they criticised", "a visit, which he described as good": what the clause hangs on is spoken of."""
    tokens, token = clause.passage.tokens, clause.passage.tokens[clause.at]
    if token.dep != "relcl" or clause.objects:
        return
    for child in clause.passage.parse.children[clause.at]:
        if child < clause.at and tokens[child].dep == "dobj" and tokens[child].tag in _RELATIVES:
            first, last = tokens[token.head].left, token.left
            yield "object", first, last
            for preposition in clause.prepositions[:1]:
                yield "object_" + tokens[preposition].lemma.lower(), first, reach(clause, preposition)


def prepositional(clause: Clause) -> Iterator[Place]:
    """"called for …", "warned against …", "spoke about …"."""
    if clause.objects:
        return
    for preposition in clause.prepositions[:2]:
        if len(clause.passage.parse.children[preposition]) > 0:
            yield clause.passage.tokens[preposition].lemma.lower(), preposition + 1, reach(clause, preposition)


def passive(clause: Clause) -> Iterator[Place]:
    """"The plan was criticised by …", "The call was said to be a follow-up"."""
    tokens = clause.passage.tokens
    if not clause.passive or clause.subject < 0:
        return
    subject = tokens[clause.subject]
    if clause.infinitives:
        end = end_of(clause, clause.infinitives[0])
        yield "passive_to", subject.left, end
        if clause.speaker >= 0:  # "They were told by the ministry to wait"
            yield "one_to", tokens[clause.infinitives[0]].left, end
    elif clause.predicate >= 0:
        yield "name", subject.left, noun_end(clause.passage, clause.predicate)
    elif not clause.complements:
        yield "object", subject.left, subject.right
        for preposition in clause.prepositions[:1]:
            yield "object_" + tokens[preposition].lemma.lower(), subject.left, preposition_end(clause.passage, preposition)


FRAMES: tuple[Frame, ...] = (
    reported_after, misparsed, reported_before, inserted, trailing, infinitive, objects, antecedent, prepositional, passive,
)  # fmt: skip


def of_noun(clause: Clause) -> Iterator[Place]:
    """"the claim that …", "a pledge to …", "its call for …"; of adjectives too: "confident that …", "eager to …"."""
    passage, tokens = clause.passage, clause.passage.tokens
    own, light = passage.parse.children[clause.at], tokens[tokens[clause.at].head]
    if tokens[clause.at].dep == "dobj" and light.lemma in words("light"):
        own = (*own, *(c for c in passage.parse.children[light.i] if c > clause.at))
    for child in own:
        token = tokens[child]
        if child < clause.at:
            continue
        if token.dep in ("acl", "ccomp", "xcomp", "relcl") and token.pos in ("VERB", "AUX"):
            kind = complement_kind(passage, child, token.left)
            if kind in ("that", "whether", "to") or (kind == "clause" and token.dep == "ccomp"):
                yield kind, token.left, noun_end(passage, child)
        elif token.dep == "prep" and token.lemma.lower() not in ("by", "from"):
            name = "about" if token.text.lower() in words("regarding") else token.lemma.lower()
            yield name, child + 1, preposition_end(passage, child)


def complement_kind(passage: Passage, head: int, first: int) -> str:
    """"that", "whether", "one_to", "to", "ing" or plain "clause": how a complement clause is bound."""
    tokens, children = passage.tokens, passage.parse.children[head]
    if tokens[first].text.lower() == "that" and tokens[first].dep == "mark":
        return "that"
    if tokens[first].text.lower() in words("asking"):
        return "whether"
    if any(tokens[c].tag == "TO" for c in children if c < head):
        return "one_to" if any(tokens[c].dep == "nsubj" for c in children) else "to"
    return "ing" if tokens[head].tag == "VBG" and not any(tokens[c].dep.startswith("aux") for c in children) else "clause"
