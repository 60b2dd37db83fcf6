"""Who the holders are: pronouns, surnames, roles and joint subjects named, within one article and without a coreference model.

`resolve` goes through the attributions in text order and keeps what was said before. Each holder is named by the first rule that
fits: a coordination, a person's name, a pronoun, "the two leaders", a document's author, a description. What no rule fits stays
as the text has it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from framing import cast, names
from framing.cast import Cast, Person
from framing.records import Attribution, Span
from framing.syntax import Paragraph, Parse, Reading, Token

_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
_THING = frozenset({"it", "its", "itself"})
_SELF = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine"})
_ASIDE = 60  # characters behind a description in which its bearer's name may stand
_BACK = 5  # sentences a pronoun reaches back
_JOINT = frozenset("two both pair sides parties leaders presidents ministers interlocutors counterparts countries nations governments "
                   "duo diplomats premiers chancellors".split())  # fmt: skip
_BOUND = frozenset({"the", "these", "those", "that", "this", "both", "two", "all"})


@dataclass(frozen=True, slots=True)
class _Named:
    """A holder's name, how it was found and how sure that is (0..1)."""

    name: str
    how: str
    sure: float


@dataclass(slots=True)
class _Scene:
    """An article while its holders are being named: where its sentences are and who has spoken in each."""

    reading: Reading
    cast: Cast
    starts: list[int]  # of sentences, characters of the article
    places: list[tuple[Paragraph, Parse, int]]  # paragraph, parse and sentence number in it, by sentence
    spoke: dict[int, list[tuple[str, Span | None]]] = field(default_factory=dict)

    def sentence(self, character: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect_right(self.starts, character) - 1)

    def tokens(self, span: Span) -> tuple[Parse, int, Sequence[Token]] | None:
        """The parse, its paragraph's start, and the tokens of the phrase at a span of the article.

        The phrase is the span with the article before it and what is coordinated with its head behind it; "who" and "which" give
        way to what they stand for.
        """
        if not self.places:
            return None
        paragraph, parse, _ = self.places[self.sentence(span[0])]
        first, last = parse.tokens_in(span[0] - paragraph.start, span[1] - paragraph.start)
        if first == last:
            return None
        return parse, paragraph.start, _phrase(parse, first, last)


def resolve(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with their holders named, and those added that an earlier sentence's outer holder carries on.

    In: attributions whose `holder` is the text's words. Out: in the same order, `holder` a short name ("Putin" for "he", "Biden +
    Putin" for "the two presidents"), `resolved` how it was found, `confidence` times the certainty of that; then the carried.
    """
    scene = _scene(reading)
    named: dict[int, Attribution] = {}
    for n in sorted(range(len(attributions)), key=lambda n: (_place(attributions[n]), n)):
        one = attributions[n]
        found = _name(scene, one, [named[k] for k in named])
        sure = round(one.confidence * found.sure, 3)
        named[n] = replace(one, holder=found.name, resolved=found.how, confidence=sure)
        scene.spoke.setdefault(scene.sentence(_place(one)), []).append((found.name, one.holder_span))
    resolved = [named[n] for n in range(len(attributions))]
    return (*resolved, *_carried(scene, resolved))


def _place(one: Attribution) -> int:
    return one.cue_span[0] if one.cue_span else one.content_span[0]


def _scene(reading: Reading) -> _Scene:
    starts, places = [], []
    for paragraph in reading.paragraphs:
        parse = paragraph.parse
        if parse is None or paragraph.kind == "furniture":
            continue
        for number, (first, last) in enumerate(parse.sentences):
            if last > first:
                starts.append(paragraph.start + parse.tokens[first].start)
                places.append((paragraph, parse, number))
    return _Scene(reading, cast.of(reading), starts, places)


def _phrase(parse: Parse, first: int, last: int) -> Sequence[Token]:
    tokens = parse.tokens
    head = _head(tokens[first:last])
    if head.tag in ("WDT", "WP", "WP$") or (head.text.lower() == "that" and last - first == 1):
        verb = tokens[head.head]
        while verb.dep not in ("relcl", "acl") and verb.head != verb.i:
            verb = tokens[verb.head]
        if verb.head == verb.i:
            return tokens[first:last]
        head = tokens[verb.head]
        first, last = head.left, head.i + 1
    while last > head.i + 1 and tokens[last - 1].tag in ("WDT", "WP", "WP$") or tokens[last - 1].text == ",":
        last -= 1
    first -= first > 0 and tokens[first - 1].pos == "DET" and tokens[first - 1].head in range(first, last)
    for child in parse.children[head.i]:
        if tokens[child].dep == "conj" and tokens[child].pos in ("PROPN", "NOUN") and child >= last and child - last < 6:
            last = _end_of_list(parse, child)
    return tokens[first:last]


def _end_of_list(parse: Parse, at: int) -> int:
    """The end of a coordinated list's names behind its member `at`."""
    for child in parse.children[at]:
        if parse.tokens[child].dep == "conj" and parse.tokens[child].pos in ("PROPN", "NOUN"):
            return _end_of_list(parse, child)
    return at + 1


# --- one holder -----------------------------------------------------------------------------------------------------------


def _name(scene: _Scene, one: Attribution, before: Sequence[Attribution]) -> _Named:
    found = scene.tokens(one.holder_span) if one.holder_span else None
    if found is None:
        return _nobody(scene, one)
    parse, start, tokens = found
    if one.resolved == "carried":
        same = next((b for b in reversed(before) if b.holder_span == one.holder_span), None)
        if same is not None:
            return _Named(same.holder, "carried", 1.0)
    head = _head(tokens)
    words = [t.text for t in tokens]
    lower = [w.lower() for w in words]
    if head.text.lower() in _SELF:
        return _speaker_of(one, before)
    if head.pos == "PRON" and lower[0] in _SINGULAR:
        return _he(scene, one, _SINGULAR[lower[0]])
    if _is_joint(lower, head):
        both = _both(scene)
        if both:
            return _Named(both, "joint", 0.8)
    if head.pos == "PRON" and lower[0] in _PLURAL:
        return _they(scene, one)
    if head.pos == "PRON" and lower[0] in _THING:
        return _it(scene, one)
    parts = _coordinated(parse, tokens, head)
    if len(parts) > 1 and all(any(t.pos == "PROPN" for t in part) for part in parts):
        listed = [_of_tokens(scene, start, part) for part in parts]
        return _Named(joined([part.name for part in listed]), "joint", min(part.sure for part in listed))
    return _of_tokens(scene, start, tokens, before)


def _nobody(scene: _Scene, one: Attribution) -> _Named:
    """The holder of what nobody is named for: both parties for "was discussed" in a government's own readout, else unnamed."""
    if one.cue_span is None:
        return _Named(one.holder, "carried" if one.holder else "unresolved", 1.0)
    cue = scene.reading.article.text[one.cue_span[0] : one.cue_span[1]].lower()
    both = _both(scene) if scene.cast.own and "discuss" in cue else ""
    if both:
        return _Named(both, "joint", 0.6)
    return _Named("unnamed", "unresolved", 1.0) if _passive(scene, one.cue_span) else _Named("", "unresolved", 1.0)


def _passive(scene: _Scene, cue: Span) -> bool:
    """Whether a cue is a passive verb: "is believed to", "has been accused of"."""
    found = scene.tokens(cue)
    if found is None:
        return False
    parse, _, tokens = found
    return any(parse.tokens[c].dep in ("auxpass", "nsubjpass") for t in tokens for c in parse.children[t.i])


def joined(holders: Sequence[str]) -> str:
    """Several holders as one: "Biden + Putin", in alphabetical order."""
    return " + ".join(sorted(set(holders)))


def _head(tokens: Sequence[Token]) -> Token:
    """The token of a phrase that governs the others."""
    first, last = tokens[0].i, tokens[-1].i
    tops = [t for t in tokens if not first <= t.head <= last or t.head == t.i]
    nouns = [t for t in tops if t.pos in ("PROPN", "NOUN", "PRON", "NUM", "ADJ", "DET")]
    return nouns[0] if nouns else tops[0] if tops else tokens[-1]


def _coordinated(parse: Parse, tokens: Sequence[Token], head: Token) -> list[Sequence[Token]]:
    """The parts of "Xi and Putin", one run of tokens each; the whole when nothing is coordinated."""
    first, last = tokens[0].i, tokens[-1].i + 1
    heads, seen = [], [head.i]
    while seen:
        at = seen.pop()
        heads.append(at)
        seen.extend(c for c in parse.children[at] if first <= c < last and parse.tokens[c].dep == "conj")
    if len(heads) == 1:
        return [tokens]
    heads.sort()
    bounds = [max(first, parse.tokens[h].left) for h in heads]
    cuts = [*bounds[1:], last]
    parts = []
    for begin, end in zip([first, *bounds[1:]], cuts, strict=True):
        part = [t for t in parse.tokens[begin:end]]
        while part and (part[-1].pos in ("CCONJ", "PUNCT") or part[-1].text in (",", "and", "&")):
            part.pop()
        if part:
            parts.append(part)
    return parts


def _of_tokens(scene: _Scene, start: int, tokens: Sequence[Token], before: Sequence[Attribution] = ()) -> _Named:
    """The name of a noun phrase."""
    head = _head(tokens)
    person = _bearer(scene, start, tokens, head)
    if person is not None:
        how = "named" if len(tokens) > 1 or tokens[0].text != person.short or person.short == person.name else "short name"
        return _Named(person.short, how, 1.0)
    medium = next((f.alias.short for f in names.sides_in([t.text for t in _core(tokens)]) if f.alias.sort == "media"), "")
    if medium:
        return _Named(medium, "named", 1.0)
    author = _author(scene, start, tokens, head)
    if author:
        return _Named(author, "role", 0.8)
    described = _described(scene, tokens, head, before, start)
    if described is not None:
        return described
    return _Named(tidied(tokens), "named", 1.0)


def _bearer(scene: _Scene, start: int, tokens: Sequence[Token], head: Token) -> Person | None:
    """The person whose name, with its description, is what the phrase is about."""
    begin, end = start + tokens[0].start, start + tokens[-1].end
    at = start + head.start
    for m in scene.cast.mentions_in(begin, end + _ASIDE):  # a name may follow its description: "the director, Matt Brooks"
        if m.left <= at < m.right or (m.left <= begin and m.end >= end):
            return scene.cast.persons[m.person]
    return None


def tidied(tokens: Sequence[Token]) -> str:
    """A phrase as a name: without an article before a proper name, without the mark of the genitive, in one space."""
    kept = list(tokens)
    while kept and (kept[-1].text in ("'s", "’s", "'", "’", ",", '"', "”") or kept[-1].pos == "SPACE"):
        kept.pop()
    if len(kept) > 1 and kept[0].text.lower() in ("the", "a", "an"):
        kept = kept[1:]
    text = ""
    for n, token in enumerate(kept):
        gap = n and token.start > kept[n - 1].end
        text += (" " if gap else "") + token.text
    return text


# --- pronouns -------------------------------------------------------------------------------------------------------------


def _speaker_of(one: Attribution, before: Sequence[Attribution]) -> _Named:
    """ "I" and "we" inside a quotation are its holder."""
    at = one.holder_span[0] if one.holder_span else _place(one)
    for other in reversed(before):
        if other.holder and other.content_span[0] <= at < other.content_span[1]:
            return _Named(other.holder, "pronoun", 0.7)
    return _Named("", "unresolved", 0.5)


def _he(scene: _Scene, one: Attribution, gender: str) -> _Named:
    at = one.holder_span[0] if one.holder_span else _place(one)
    here = scene.sentence(at)
    for n in range(here, max(-1, here - _BACK - 1), -1):
        for name in _persons_of(scene, n, at if n == here else None, one.content_span):
            person = scene.cast.person(name)
            if person.gender in (gender, None) if person is not None else _like_person(name):
                return _Named(name, "pronoun", 0.9 if here - n <= 1 else 0.6)
    return _Named("", "unresolved", 0.5)


def _like_person(name: str) -> bool:
    """Whether a holder the cast does not know reads as a person's name: one to three capitalised words, no side, no role."""
    words = name.split()
    if not 1 <= len(words) <= 3 or not all(w[:1].isupper() and not w.isupper() for w in words):
        return False
    return not any(names.sides_in(words)) and not any(names.roles_in(words))


def _persons_of(scene: _Scene, sentence: int, until: int | None, content: Span) -> Iterator[str]:
    """Names a pronoun may stand for in a sentence: who spoke, its subjects, then the others; none from the content itself."""
    start = scene.starts[sentence]
    end = scene.starts[sentence + 1] if sentence + 1 < len(scene.starts) else len(scene.reading.article.text)
    if until is None:
        yield from (name for name, _ in reversed(scene.spoke.get(sentence, [])))
    there = scene.cast.mentions_in(start, end if until is None else until)
    there = [m for m in there if not m.quoted and not content[0] <= m.start < content[1]]
    for subject in (True, False):
        yield from (scene.cast.persons[m.person].short for m in there if m.subject == subject)


def _they(scene: _Scene, one: Attribution) -> _Named:
    at = one.holder_span[0] if one.holder_span else _place(one)
    here = scene.sentence(at)
    for n in range(here, max(-1, here - _BACK - 1), -1):
        for name, span in reversed(scene.spoke.get(n, [])):
            if " + " in name or (span and _plural(scene, span)):
                return _Named(name, "pronoun", 0.8)
        if n < here:
            subjects = _subjects(scene, n)
            for start, tokens in subjects:
                if _is_joint([t.text.lower() for t in tokens], _head(tokens)) and _both(scene):
                    return _Named(_both(scene), "joint", 0.8)
                persons = {m.person for m in scene.cast.mentions_in(start + tokens[0].start, start + tokens[-1].end)}
                if len(persons) > 1:
                    return _Named(joined([scene.cast.persons[p].short for p in persons]), "joint", 0.8)
                if _head(tokens).tag in ("NNS", "NNPS"):
                    return _Named(tidied(tokens), "pronoun", 0.6)
            if here - n == 1 and len(scene.cast.principals) > 1:
                start, end = scene.starts[n], scene.starts[n + 1]
                if {m.person for m in scene.cast.mentions_in(start, end)} >= set(scene.cast.principals):
                    return _Named(_both(scene), "joint", 0.7)
    return _Named("", "unresolved", 0.5)


def _plural(scene: _Scene, span: Span) -> bool:
    found = scene.tokens(span)
    return found is not None and _head(found[2]).tag in ("NNS", "NNPS")


def _it(scene: _Scene, one: Attribution) -> _Named:
    at = one.holder_span[0] if one.holder_span else _place(one)
    here = scene.sentence(at)
    for n in range(here, max(-1, here - _BACK - 1), -1):
        for name, span in reversed(scene.spoke.get(n, [])):
            if name and " + " not in name and scene.cast.person(name) is None and not (span and _plural(scene, span)):
                return _Named(name, "pronoun", 0.8)
        if n < here:
            for start, tokens in _subjects(scene, n):
                if _is_body(tokens) and _bearer(scene, start, tokens, _head(tokens)) is None:
                    return _Named(tidied(_core(tokens)), "pronoun", 0.6)
    return _Named("", "unresolved", 0.5)


def _subjects(scene: _Scene, sentence: int) -> list[tuple[int, Sequence[Token]]]:
    """The subjects of a sentence's main clause, as the paragraph's start and tokens."""
    paragraph, parse, number = scene.places[sentence]
    first, last = parse.sentences[number]
    found = [t for t in parse.tokens[first:last] if t.dep in ("nsubj", "nsubjpass") and parse.tokens[t.head].dep == "ROOT"]
    return [(paragraph.start, parse.tokens[max(first, t.left) : min(last, t.right)]) for t in found]


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    """A noun phrase without what a comma sets off."""
    head = _head(tokens)
    kept = []
    for token in tokens:
        if token.i > head.i and token.text in (",", "(", "—", "–", "-"):
            break
        kept.append(token)
    return kept


def _is_body(tokens: Sequence[Token]) -> bool:
    head = _head(tokens)
    if head.name in ("ORG", "GPE", "NORP") or head.pos == "PROPN":
        return True
    role = names.role_of([head.text], 0)
    return role is not None and role[0].kind in ("body", "paper", "document")


# --- both together --------------------------------------------------------------------------------------------------------


def _is_joint(lower: Sequence[str], head: Token) -> bool:
    """ "the two presidents", "both sides", "the parties", "the pair": both parties of the event together."""
    if head.tag not in ("NNS", "NNPS", "CD", "DT", "NN", "PDT", "CC") and head.text.lower() not in ("both", "two"):
        return False
    plain = [w for w in lower if w.isalpha()]
    if len(plain) > 4 or not plain or plain[0] not in _BOUND or plain[-1] not in _JOINT | {"state", "government"}:
        return False
    return plain[-1] in _JOINT or "heads" in plain


def _both(scene: _Scene) -> str:
    """The principals of the article as one holder, or ""."""
    return joined([scene.cast.persons[p].short for p in scene.cast.principals]) if len(scene.cast.principals) > 1 else ""


# --- documents and descriptions -------------------------------------------------------------------------------------------


def _author(scene: _Scene, start: int, tokens: Sequence[Token], head: Token) -> str:
    """Who speaks in "Trump's letter", "the White House's version", "a copy of his speech", "a statement from the ministry", or ""."""
    if not _is_document(head):
        return ""
    for n, token in enumerate(tokens):
        if token.tag == "PRP$" and token.text.lower() in _SINGULAR:
            at = start + token.start
            return _he(scene, Attribution("", (at, at), None, (at, at)), _SINGULAR[token.text.lower()]).name
        if token.tag == "POS" and n:
            return _of_tokens(scene, start, tokens[:n]).name
        if token.i > head.i and token.text.lower() in ("from", "by") and tokens[n + 1 :]:
            return _of_tokens(scene, start, tokens[n + 1 :]).name
    return _writer(scene, head.lemma.lower(), start + head.start)


def _is_document(head: Token) -> bool:
    role = names.role_of([head.text], 0)
    return role is not None and role[0].kind == "document"


_ISSUES = frozenset({"send", "write", "issue", "release", "sign", "publish", "post", "pen"})


def _writer(scene: _Scene, noun: str, until: int) -> str:
    """Who is said to have sent, written or issued the document that is now "the letter", or "": the latest said before."""
    for n in range(scene.sentence(until), -1, -1):
        paragraph, parse, number = scene.places[n]
        first, last = parse.sentences[number]
        for token in parse.tokens[first:last]:
            if token.lemma.lower() == noun and token.pos == "NOUN":
                writer = _issuer(parse, token)
                if writer is not None and paragraph.start + writer.start < until:
                    phrase = parse.tokens[writer.left : writer.i + 1]
                    return _of_tokens(scene, paragraph.start, phrase).name
    return ""


def _issuer(parse: Parse, noun: Token) -> Token | None:
    """The token that heads the writer of a document, in the clause that tells of its writing."""
    verbs = [parse.tokens[noun.head], *(parse.tokens[c] for c in parse.children[noun.i] if parse.tokens[c].dep in ("acl", "relcl"))]
    for verb in verbs:
        if verb.lemma not in _ISSUES:
            continue
        for child in (parse.tokens[c] for c in parse.children[verb.i]):
            if child.dep == "nsubj" and child.pos in ("NOUN", "PROPN") and child.i != noun.i:
                return child
            if child.dep == "agent":
                by = [parse.tokens[c] for c in parse.children[child.i] if parse.tokens[c].dep == "pobj"]
                if by:
                    return by[0]
    return None


_LITTLE = frozenset({"the", "a", "an", "of", "for", "to", "and", "his", "her", "its", "their", "'s", "’s", ",", "-", "at", "in"})


def _described(
    scene: _Scene, tokens: Sequence[Token], head: Token, before: Sequence[Attribution], start: int
) -> _Named | None:
    """The bearer of "the President of Russia", "the spokesman", "the paper"; None when nobody fits."""
    core = _core(tokens)
    words = [t.text for t in core]
    roles = list(names.roles_in(words))
    if not roles or not (words[0].lower() in ("the", "that", "this") or words[0][:1].isupper()):
        return None
    role = next((r for i, j, r in roles if core[i].i <= head.i < core[i].i + j - i), roles[0][2])
    plural = head.tag in ("NNS", "NNPS")
    if role.kind in names.PERSONS and not plural:
        person = _fitting(scene, words, role, start + tokens[0].start)
        if person is not None:
            return _Named(person.short, "role", 0.8)
    return _same_again(scene, role, head, plural, before)


def _same_again(scene: _Scene, role: names.Role, head: Token, plural: bool, before: Sequence[Attribution]) -> _Named | None:
    """An earlier holder that is no known person and that a description takes up: "the diplomat", "the paper", "the aide"."""
    lemma = head.text.lower() if plural else head.lemma.lower()
    for other in reversed(before):
        if other.holder_span is None or scene.cast.person(other.holder) or other.holder.lower() == lemma or " + " in other.holder:
            continue
        known = names.alias_of(other.holder)
        told = other.holder.lower().split()
        kinds = {r.kind for _, _, r in names.roles_in(told)}
        if lemma in told or (role.kind == "paper" and known and known[0].sort == "media"):
            return _Named(other.holder, "role", 0.7)
        if role.word in ("aide", "official") and not plural and kinds & {"spokes", "state"}:
            return _Named(other.holder, "role", 0.6)
    return None


def _fitting(scene: _Scene, words: Sequence[str], role: names.Role, at: int) -> Person | None:
    """The person whom a description fits best: the same role and side, then the most words, then the latest named."""
    side = next((f.alias.side for f in names.sides_in(words, scene.cast.sure)), None)
    own = side or scene.cast.own
    content = {w.lower() for w in words} - _LITTLE
    latest = {m.person: n for n, m in enumerate(scene.cast.mentions[: scene.cast.before(at)])}
    best: tuple[float, int] | None = None
    chosen = None
    for number, person in enumerate(scene.cast.persons):
        theirs = cast.person_side(person)
        if side and theirs and theirs != side:
            continue
        same = any(r.word == role.word for r in person.roles)
        alike = any(r.kind == role.kind for r in person.roles)
        if not (same or (alike and role.kind in ("head", "spokes")) or (role.kind == "head" and own and theirs == own)):
            continue
        score = 3.0 * same + alike + 2 * bool(own and theirs == own) + 0.5 * len(content & person.described)
        score += (number in latest) * 0.5
        key = (score, latest.get(number, -1))
        if best is None or key > best:
            best, chosen = key, person
    return chosen


# --- outer holders that go on -----------------------------------------------------------------------------------------------

_SURE = 0.6  # confidence from which an outer holder may go on
_GAP = 2  # sentences without a speaker after which an outer holder no longer goes on


def _carried(scene: _Scene, resolved: Sequence[Attribution]) -> Iterator[Attribution]:
    """The outer holders that earlier sentences hand on: in "TASS said Putin stated …. He continued …" TASS tells the second too.

    An outer holder goes on while the same inner one speaks, or where a sentence says "reportedly"; another speaker ends it.
    """
    tops: dict[int, list[Attribution]] = {}
    for one in resolved:
        if one.holder and not any(_tells(other, one) for other in resolved if other is not one):
            tops.setdefault(scene.sentence(_place(one)), []).append(one)
    outer: Attribution | None = None
    inner, last = "", -_GAP - 1
    for n in sorted(tops):
        told = [(top, below) for top in tops[n] for below in resolved if below is not top and _tells(top, below)]
        chained = [(top, below) for top, below in told if _teller(top) and below.holder != top.holder and _is_person(scene, below)]
        if chained:
            outer, inner, last = chained[0][0], chained[0][1].holder, n
            continue
        same = next((top for top in tops[n] if top.holder == inner), None)
        if outer is None or same is None or n - last > _GAP:
            outer = None
            continue
        last = n
        begin, end = _bounds(scene, n)
        span = (min(begin, same.content_span[0]), max(end, same.content_span[1]))
        yield Attribution(outer.holder, None, None, span, "carried", round(0.7 * same.confidence, 3))


def _teller(one: Attribution) -> bool:
    """Whether an outer holder is one who reports what others say: sure, with a cue, and by a proper name."""
    return bool(one.cue_span) and one.confidence >= _SURE and any(word[:1].isupper() for word in one.holder.split())


def _is_person(scene: _Scene, one: Attribution) -> bool:
    return scene.cast.person(one.holder) is not None or " + " in one.holder or _like_person(one.holder)


def _tells(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution stands in what another's holder says."""
    if inner.cue_span is None:
        return False
    a, b = outer.content_span
    return a <= inner.cue_span[0] and inner.cue_span[1] <= b and b - a > inner.content_span[1] - inner.content_span[0]


def _bounds(scene: _Scene, sentence: int) -> Span:
    paragraph, parse, number = scene.places[sentence]
    start, end = parse.span(*parse.sentences[number])
    return paragraph.start + start, paragraph.start + end
