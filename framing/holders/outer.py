"""Outer holders that go on: in "TASS said Putin stated …. He continued …" TASS tells the second sentence too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from framing import names
from framing.holders.scene import Scene, like_person, place
from framing.records import Attribution

_SURE = 0.6  # confidence from which an outer holder may go on
_GAP = 2  # sentences without a speaker after which an outer holder no longer goes on
_LESS = 0.7  # certainty of a carried holder beside that of the inner one


def carried(scene: Scene, resolved: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions to add: outer holders handed on by earlier sentences, over the whole of each sentence.

    An outer holder goes on while the same inner one speaks, or where a sentence says "reportedly"; another speaker ends it.
    """
    by_sentence: dict[int, list[Attribution]] = defaultdict(list)
    for one in resolved:
        by_sentence[scene.sentence(place(one))].append(one)
    outer: Attribution | None = None
    medium: Attribution | None = None
    inner, last = "", -_GAP - 1
    for n in sorted(by_sentence):
        tops = [a for a in by_sentence[n] if a.holder and not any(_tells(b, a) for b in by_sentence[n] if b is not a)]
        medium = next((a for a in tops if a.cue_span and a.confidence >= _SURE and _is_medium(a.holder)), medium)
        chained = _chained(scene, tops, by_sentence[n])
        if chained is not None:
            outer, inner, last = chained[0], chained[1].holder, n
            continue
        if medium is not None and tops and any(t.text.lower() == "reportedly" for t in scene.tokens_of(n)):
            outer = None
            if tops[0].holder != medium.holder:
                yield _over(scene, n, medium, tops[0])
            continue
        same = next((top for top in tops if top.holder == inner), None)
        if outer is not None and same is not None and n - last <= _GAP and outer.holder != same.holder:
            last = n
            yield _over(scene, n, outer, same)
        elif tops:
            outer = None


def _chained(
    scene: Scene, tops: Sequence[Attribution], there: Sequence[Attribution]
) -> tuple[Attribution, Attribution] | None:
    """The first outer holder of a sentence, with the inner one whose words it tells."""
    for top in tops:
        if not (top.cue_span and top.confidence >= _SURE and any(word[:1].isupper() for word in top.holder.split())):
            continue
        for below in there:
            if below is not top and below.holder != top.holder and _tells(top, below) and _is_person(scene, below.holder):
                return top, below
    return None


def _is_medium(holder: str) -> bool:
    roles = {role.kind for _, _, role in names.roles_in(holder.split())}
    return "paper" in roles or any(alias.sort == "media" for alias in names.alias_of(holder))


def _is_person(scene: Scene, holder: str) -> bool:
    return scene.cast.person(holder) is not None or " + " in holder or like_person(holder)


def _tells(outer: Attribution, inner: Attribution) -> bool:
    """Whether an attribution stands in what another's holder says."""
    if inner.cue_span is None:
        return False
    a, b = outer.content_span
    return a <= inner.cue_span[0] and inner.cue_span[1] <= b and b - a > inner.content_span[1] - inner.content_span[0]


def _over(scene: Scene, sentence: int, outer: Attribution, inner: Attribution) -> Attribution:
    start, end = scene.bounds(sentence)
    span = (min(start, inner.content_span[0]), max(end, inner.content_span[1]))
    return Attribution(outer.holder, None, None, span, "carried", round(_LESS * inner.confidence, 3))
