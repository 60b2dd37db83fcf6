"""Frames: the places where a cue keeps its content.

A frame is a function from a clause to token ranges, each with the name a lexicon row may list. `FRAMES` holds them in order;
a cue takes those its row lists, at the level the row gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from framing.attribution.clauses import Clause, finite, resumed, verb_cue
from framing.attribution.passage import Passage

Place = tuple[str, int, int]
"""Name of the frame, first token of the content, token after its last."""

Frame = Callable[[Clause], Iterator[Place]]

_TAIL = 14  # tokens a trailing cue clause may have: "…, the White House said in a statement on Wednesday"
_CHAIN = 8  # coordinated verbs looked through in one reported clause
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_SET_OFF = frozenset({",", "-", "--", "–", "—", ";", "("})
_QUESTION = frozenset({"if", "whether", "why", "how", "what", "who", "which", "when", "where", "whose", "whom"})


def reported_after(clause: Clause) -> Iterator[Place]:
    """"said that …", "said …", "asked whether …", "urged them to …"."""
    tokens = clause.passage.tokens
    for head in clause.complements:
        if head > clause.at and not _trails(clause.passage, head):
            first = max(tokens[head].left, clause.at + 1)
            kind = complement_kind(clause.passage, head, first)
            if clause.at + 2 < first and tokens[clause.at + 1].text == "," and tokens[first - 1].text == ",":
                first = clause.at + 2  # "says, win or lose, he is staying"
            yield kind, first, end_of(clause, head)


def _trails(passage: Passage, head: int) -> bool:
    """Whether what was parsed as content is a cue clause set off at the end: "…, the White House said on Wednesday"."""
    token, cue = passage.tokens[head], verb_cue(passage, head)
    return (cue is not None and cue.speaks and passage.tokens[token.left - 1].text in (",", "”", "\"", "''")
            and not any(passage.tokens[c].dep in ("ccomp", "dobj") for c in passage.parse.children[head]))  # fmt: skip


def reported_before(clause: Clause) -> Iterator[Place]:
    """"…, she said" and "…, said the minister"; on both sides of the cue where the clause goes on."""
    tokens = clause.passage.tokens
    if any(head > clause.at for head in clause.complements):
        return
    for head in clause.complements:
        if head < clause.at:
            first, last = min(tokens[head].left, tokens[clause.at].left), min(tokens[head].right, clause.start)
            yield "before", _after_colon(clause.passage, first, last), last


def _after_colon(passage: Passage, first: int, last: int) -> int:
    """`first`, or the quotation after a colon that ends the range: "He was blunt: “No,” she said"."""
    quotation = passage.quoted[last - 1]
    if quotation >= 0:
        start = last - 1
        while start > first and passage.quoted[start - 1] == quotation:
            start -= 1
        if start > first and passage.tokens[start - 1].text == ":":
            return start
    return first


def inserted(clause: Clause) -> Iterator[Place]:
    """"The talks, he said, went well", "as he put it": the cue hangs on the clause it reports."""
    tokens, token = clause.passage.tokens, clause.passage.tokens[clause.at]
    as_said = token.dep == "advcl" and any(tokens[c].text.lower() == "as" and tokens[c].dep in ("mark", "advmod")
                                           for c in clause.passage.parse.children[clause.at] if c < clause.at)  # fmt: skip
    if clause.complements or clause.objects or clause.passive or not (as_said or token.dep in ("parataxis", "ccomp")):
        return
    head = tokens[token.head]
    if token.dep == "ccomp" and (clause.subject < 0 or tokens[max(token.left - 1, 0)].text not in _SET_OFF):
        return
    if token.left <= head.left:
        yield "before", token.right, head.right
    elif token.right >= head.right - 1:
        yield "before", head.left, token.left
    else:
        yield "before", head.left, head.right


def trailing(clause: Clause) -> Iterator[Place]:
    """"The letter thanked Xi …, the White House said in a statement on Wednesday": the parser made the cue the main verb."""
    tokens, (begin, end) = clause.passage.tokens, clause.passage.sentence(clause.at)
    if not clause.cue.speaks or clause.complements or clause.infinitives or clause.objects or clause.subject < 0 or end - clause.start > _TAIL:
        return
    if clause.start - 1 > begin and tokens[clause.start - 1].text in (",", "”", "\"", "''") and any(
            t.pos in ("VERB", "AUX") for t in tokens[begin:clause.start]):  # fmt: skip
        yield "before", begin, clause.start


def infinitive(clause: Clause) -> Iterator[Place]:
    """"vowed to …", "suggested going …", "urged them to …"."""
    tokens = clause.passage.tokens
    for head in clause.infinitives:
        if head < clause.at:
            continue
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
    if clause.infinitives and clause.infinitives[0] > clause.at:
        yield "passive_to", subject.left, end_of(clause, clause.infinitives[0])
    elif clause.predicate >= 0:
        yield "name", subject.left, noun_end(clause.passage, clause.predicate)
    elif not clause.complements:
        yield "object", subject.left, subject.right
        for preposition in clause.prepositions[:1]:
            yield "object_" + tokens[preposition].lemma.lower(), subject.left, preposition_end(clause.passage, preposition)


FRAMES: tuple[Frame, ...] = (
    reported_after, reported_before, inserted, trailing, infinitive, objects, prepositional, passive,
)  # fmt: skip


def of_noun(clause: Clause) -> Iterator[Place]:
    """"the claim that …", "a pledge to …", "its call for …"; of adjectives too: "confident that …", "eager to …"."""
    passage, tokens = clause.passage, clause.passage.tokens
    own, light = passage.parse.children[clause.at], tokens[tokens[clause.at].head]
    if tokens[clause.at].dep == "dobj" and light.lemma in _LIGHT:
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
            yield token.lemma.lower(), child + 1, preposition_end(passage, child)


def complement_kind(passage: Passage, head: int, first: int) -> str:
    """"that", "whether", "one_to", "to", "ing" or plain "clause": how a complement clause is bound."""
    tokens, children = passage.tokens, passage.parse.children[head]
    if tokens[first].text.lower() == "that" and tokens[first].dep == "mark":
        return "that"
    if tokens[first].text.lower() in _QUESTION:
        return "whether"
    if any(tokens[c].tag == "TO" for c in children if c < head):
        return "one_to" if any(tokens[c].dep == "nsubj" for c in children) else "to"
    return "ing" if tokens[head].tag == "VBG" and not any(tokens[c].dep.startswith("aux") for c in children) else "clause"


def end_of(clause: Clause, head: int) -> int:
    """Token after the content headed by `head`, which ends where the same or another speaker goes on."""
    passage, tokens, end = clause.passage, clause.passage.tokens, clause.passage.tokens[head].right
    chain = [head]
    for link in chain:
        for child in passage.parse.children[link]:
            token = tokens[child]
            if child <= head:
                continue
            if token.dep == "conj" and len(chain) < _CHAIN:
                chain.append(child)
            if token.dep == "prep" and token.text.lower() == "according":
                end = min(end, token.left)
            elif token.dep in ("conj", "advcl") and (resumed(passage, child) == clause.at or _apart(clause, head, child)):
                end = min(end, _before_and(passage, token.left))
    return _without_aside(passage, head, end)


def _without_aside(passage: Passage, head: int, end: int) -> int:
    """Token after a reported clause without the relative clause that a comma sets off at its end: the teller's own remark."""
    tokens, at = passage.tokens, end - 1
    for _ in range(_CHAIN):
        token = tokens[at]
        if token.dep == "relcl" and tokens[token.left].tag in _RELATIVES and tokens[token.left - 1].text == ",":
            return token.left - 1 if passage.quoted[token.left] < 0 and token.left - 1 > head else end
        if at == head or token.head == at:
            break
        at = token.head
    return end


def _apart(clause: Clause, head: int, child: int) -> bool:
    """Whether a clause coordinated with the content goes on with the telling: "She said …, and ten others said …"."""
    tokens, passage = clause.passage.tokens, clause.passage
    if tokens[child].dep != "conj" or passage.quoted[child] >= 0:
        return False
    tense = finite(passage, child)
    if tense != finite(passage, clause.at) or tense == finite(passage, head):
        return False
    kinds = {tokens[c].dep for c in passage.parse.children[child]}
    cue = verb_cue(passage, child)
    return "nsubj" not in kinds or (cue is not None and cue.speaks and "ccomp" in kinds)


def _before_and(passage: Passage, first: int) -> int:
    """`first`, or the conjunction and comma right before it."""
    while first > 0 and passage.tokens[first - 1].dep in ("cc", "punct") and passage.tokens[first - 1].text in ("and", "but", ","):
        first -= 1
    return first


def reach(clause: Clause, head: int) -> int:
    """Token after the content that begins with the dependent `head`, going on over what follows it without a pause.

    Parsers hang "calls to ban …", "the assault on …" and the like on the verb as often as on the noun. Times, places of speech
    and clauses of time end the content: they tell about the speaking.
    """
    passage, tokens = clause.passage, clause.passage.tokens
    end = noun_end(passage, head)
    for child in passage.parse.children[clause.at]:
        token = tokens[child]
        if child <= head or token.left < end:
            continue
        if token.left > end or token.dep not in _GOES_ON or _about_the_speaking(passage, child):
            break
        end = noun_end(passage, child)
    return end


def _about_the_speaking(passage: Passage, child: int) -> bool:
    """Whether an adjunct tells when or where something was said: "on Friday", "in a speech", "after they met"."""
    tokens, token = passage.tokens, passage.tokens[child]
    if token.dep == "prep":
        told = next((tokens[c] for c in passage.parse.children[child] if tokens[c].dep == "pobj"), None)
        return token.text.lower() in _TIMES or (told is not None and (
            told.name in ("DATE", "TIME") or (token.lemma in ("in", "at", "on", "by", "through") and (
                told.lemma in OCCASIONS or told.name in ("GPE", "FAC")))))  # fmt: skip
    return token.dep == "advcl" and tokens[token.left].text.lower() not in ("to", "for") and token.tag != "VB"


_LIGHT = frozenset({
    "make", "have", "give", "take", "express", "issue", "offer", "raise", "voice", "pay", "put", "place", "cast", "share", "draw",
    "send", "convey", "extend", "deliver", "lay", "hold",
})  # fmt: skip
_GOES_ON = frozenset({"prep", "xcomp", "advcl", "acl", "relcl", "dobj", "appos", "agent"})
_TIMES = frozenset({"during", "after", "before", "since", "until", "while", "throughout", "amid", "according", "via", "alongside"})
OCCASIONS = frozenset({
    "statement", "interview", "speech", "tweet", "letter", "post", "news", "conference", "briefing", "remark", "meeting", "call",
    "debate", "rally", "event", "address", "email", "op-ed", "book", "memo", "report", "article", "essay", "column", "press",
    "twitter", "facebook", "video", "ad", "appearance", "comment", "message", "note", "occasion", "convention", "forum", "stage",
})  # fmt: skip
"""Where things are said: an adjunct that names one tells about the speaking."""


def noun_end(passage: Passage, head: int) -> int:
    """Token after the phrase of `head`, ending before a clause or apposition that a comma or dash sets off."""
    tokens, end = passage.tokens, passage.tokens[head].right
    for child in passage.parse.children[head]:
        token = tokens[child]
        if child > head and token.dep in ("relcl", "acl", "appos", "advcl", "prep") and tokens[token.left - 1].text in _SET_OFF:
            end = min(end, token.left - 1)
    return end


def preposition_end(passage: Passage, preposition: int) -> int:
    """Token after a prepositional phrase, cut like `noun_end`."""
    children = passage.parse.children[preposition]
    last = [c for c in children if c > preposition]
    return noun_end(passage, last[-1]) if last else preposition + 1
