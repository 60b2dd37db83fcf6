"""Comparisons made by hand, for the tests of the outputs: no model is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from framing.records import (
    SCHEMA,
    Account,
    Article,
    Attribution,
    Cell,
    Comparison,
    Contrast,
    Copy,
    Estimate,
    Event,
    Method,
    Mode,
    ModelCard,
    Point,
    SetAside,
    Statement,
    View,
)


@dataclass(frozen=True)
class Said:
    """One sentence of an article: words of it, the points it speaks to, and who is said to have said it."""

    text: str
    points: str = ""  # letters of the points
    holder: str = ""
    cue: str = ""
    side: str | None = None
    mode: Mode = "voice"
    confidence: float = 0.9


def comparison(
    event: Event, articles: Sequence[tuple[Article, Sequence[Said]]], labels: Mapping[str, str], copies: Sequence[Copy] = ()
) -> Comparison:
    """The records a comparison of these sentences would hold; shares are true, intervals plain."""
    told = {a.id: [_statement(a, n, said) for n, said in enumerate(saids, 1)] for a, saids in articles}
    statements = tuple(s for own in told.values() for s in own)
    speaks = {s.id: said.points for a, saids in articles for s, said in zip(told[a.id], saids, strict=True)}
    points = tuple(_point(letter, label, [i for i in speaks if letter in speaks[i]]) for letter, label in labels.items())
    source = {a.id: a.source for a, _ in articles}
    copied = {c.article for c in copies}
    counted = [s for s in statements if s.article not in copied]
    accounts = (
        *(_account("source", name, [s for s in counted if source[s.article] == name])
          for name in sorted({source[s.article] for s in counted})),
        *(_account("side", name, [s for s in counted if s.side == name])
          for name in sorted({s.side for s in counted if s.side and s.side != "expert"})),
    )  # fmt: skip
    by_id = {s.id: s for s in statements}
    cells = tuple(_cell(account, point, by_id, speaks) for account in accounts for point in points)
    return Comparison(
        schema=SCHEMA,
        event=event,
        articles=tuple(a for a, _ in articles),
        statements=statements,
        accounts=accounts,
        points=points,
        differences=(),
        cells=cells,
        contrasts=tuple(_contrasts(accounts, points, cells)),
        copies=tuple(copies),
        set_aside=(SetAside("given.csv:7", "the row has no text"),),
        method=Method("0.1.0", (ModelCard("encoder", "0.1.0", "53aa5117" * 8),), {"bootstrap": 2000, "silence_words": 60}),
    )


def _statement(article: Article, n: int, said: Said) -> Statement:
    start = article.text.index(said.text)
    end = start + len(said.text)
    chain = ()
    if said.holder or said.mode != "voice":
        chain = (Attribution(said.holder, _span(article, said.holder, start, end), _span(article, said.cue, start, end),
                             (start, end), "named", said.confidence),)  # fmt: skip
    paragraph = article.text.count("\n", 0, start)
    return Statement(f"{article.id}/s{n}", article.id, start, end, said.text, paragraph, said.mode, said.side,
                     headline=n == 1, attributions=chain)  # fmt: skip


def _span(article: Article, words: str, start: int, end: int) -> tuple[int, int] | None:
    at = article.text.find(words, start, end) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _point(letter: str, label: str, ids: Sequence[str]) -> Point:
    return Point(f"p{letter}", label, tuple(ids), ids[0] if ids else "")


def _account(view: View, name: str, own: Sequence[Statement]) -> Account:
    return Account(f"{view}:{name}", view, name, tuple(s.id for s in own), sum(s.words for s in own),
                   sum(s.words for s in own if s.mode == "voice"))  # fmt: skip


def _cell(account: Account, point: Point, by_id: Mapping[str, Statement], speaks: Mapping[str, str]) -> Cell:
    mine = [i for i in account.statements if i in point.statements]
    if not mine:
        return Cell(account.id, point.id, "not found" if account.words > 15 else "cannot tell", (),
                    closest=account.statements[-1], similarity=0.312)  # fmt: skip
    share = sum(by_id[i].words / len(speaks[i]) for i in mine) / account.words
    wide = min(0.18, share, 1 - share)
    first = 1 - account.statements.index(mine[0]) / max(1, len(account.statements) - 1)
    size = None if account.words < 60 else Estimate(share, share - wide, share + wide, "share of words",
                                                    len(account.statements))  # fmt: skip
    return Cell(account.id, point.id, "told", tuple(mine), size, first)


def _contrasts(accounts: Sequence[Account], points: Sequence[Point], cells: Sequence[Cell]) -> list[Contrast]:
    by = {(c.account, c.point): c for c in cells}
    found: list[Contrast] = []
    for view in ("source", "side"):
        columns = [a for a in accounts if a.view == view]
        for point in points:
            tellers = [a for a in columns if by[a.id, point.id].found == "told"]
            silent = [a for a in columns if a not in tellers]
            for account in silent if tellers else []:
                size = Estimate(5.2, 5.2, 5.2, "bits of surprise", len(account.statements))
                found.append(Contrast("", "omission", account.view, point.id, (account.id, *(t.id for t in tellers)),
                                      size if account.words > 60 else None, point.statements[:2],
                                      "" if account.words > 60 else "too little text to say"))  # fmt: skip
            if len(tellers) > 1:
                size = Estimate(1.2, 0.3, 2.1, "log2 ratio of shares", 12)
                found.append(Contrast("", "emphasis", view, point.id, tuple(t.id for t in tellers), size,
                                      point.statements[:2]))  # fmt: skip
    return [replace(c, id=f"{c.view}-c{n}") for n, c in enumerate(found, 1)]


# --- two tellers in one article -----------------------------------------------------------------------------------------

XI_TRUMP_SAID = (
    Said("Xi Calls Trump: What's Behind the Invitation to Beijing?", "f"),
    Said("In an unusual move, Chinese President Xi Jinping called US President Donald Trump and invited him to visit Beijing "
         "in April.", "f"),
    Said("The two discussed a number of major issues, from the trade war, Taiwan, the Ukraine conflict, and China's weak "
         "purchases of US soybeans.", "abd"),
    Said("The White House's version emphasized that the main focus of the talks was trade and the plight of US farmers, "
         "including China's pledge to purchase soybeans.", "a", "The White House", "emphasized", "US", "indirect"),
    Said("However, Chinese state media presented a different story.", "", "Chinese state media", "presented", "China",
         "indirect", 0.5),
    Said('Beijing emphasized that Xi "rectified China\'s principled position" on Taiwan, asserting that its return to China is '
         "part of the post-war order.", "bc", "Beijing", "emphasized", "China", "mixed"),
    Said('Xi also recalled that the US and China fought "together against fascism and militarism" during World War II and '
         "warned against damaging the Taiwan issue.", "bc", "Xi", "recalled", "China", "mixed"),
    Said("Japanese Prime Minister Sanae Takaichi recently stated that a Chinese blockade or invasion of Taiwan could trigger "
         "a Japanese military response.", "be", "Sanae Takaichi", "stated", "Japan", "indirect"),
    Said("This statement sparked anger in Beijing and threats of retaliation.", "e"),
    Said("Some analysts believe Xi is trying to pressure Washington to restrain Tokyo and prevent the formation of a regional "
         "coalition ready to defend Taiwan in the event of conflict.", "be", "Some analysts", "believe", None, "indirect", 0.4),
    Said("In their talks, the two leaders also touched on Ukraine.", "d"),
)  # fmt: skip

XI_TRUMP_TEXT = "\n".join(
    (
        XI_TRUMP_SAID[0].text,
        " ".join(s.text for s in XI_TRUMP_SAID[1:3]),
        " ".join(s.text for s in XI_TRUMP_SAID[3:7]),
        " ".join(("This call comes amid rising tensions.", *(s.text for s in XI_TRUMP_SAID[7:10]))),
        XI_TRUMP_SAID[10].text + " (asd)",
    )
)

XI_TRUMP_LABELS = {
    "a": "trade, US farmers, soybeans",
    "b": "Taiwan",
    "c": "the post-war order",
    "d": "the Ukraine conflict",
    "e": "a Japanese military response",
    "f": "visit Beijing in April",
}


def xi_trump() -> Comparison:
    """One article that holds the White House's account and Beijing's."""
    article = Article("001", "Seed 001", XI_TRUMP_TEXT, XI_TRUMP_SAID[0].text, language="en", guessed=("title",))
    event = Event("xi-trump-call", "Xi calls Trump: the invitation to Beijing", ("001",))
    return comparison(event, [(article, XI_TRUMP_SAID)], XI_TRUMP_LABELS)


# --- two sources --------------------------------------------------------------------------------------------------------

_HARBOUR = {
    "Harbour Times": (
        Said("Port to double its cranes by spring", "a"),
        Said("The port will double the number of its cranes by spring, the harbour office said on Monday.", "a",
             "the harbour office", "said", None, "indirect"),
        Said("\"We will hire four hundred people,\" director Ana Reyes told reporters.", "b", "Ana Reyes", "told", "port",
             "direct"),
        Said("Shipping firms have waited eleven days on average this winter, the longest queue in a decade.", "c"),
        Said("The cost, 60 million, will be met by fees on containers.", "d"),
        Said("Dockers' union leader Tom Hale said the night shifts \"will break families\".", "e", "Tom Hale", "said",
             "union", "mixed"),
    ),
    "The Coast Ledger": (
        Said("Residents fear noise as port plans night work", "e"),
        Said("People on Quay Street will hear cranes all night if the port's plan goes ahead.", "e"),
        Said("The union said on Monday that its members had not been asked about night shifts.", "e", "The union", "said",
             "union", "indirect"),
        Said("The harbour office promised a wall against the noise.", "f", "The harbour office", "promised", "port",
             "indirect"),
        Said("Twice as many cranes would stand on the quay by spring.", "a"),
        Said("\"A wall of four metres stops nothing,\" said Ivo Lind, who measures sound for a living.", "f", "Ivo Lind",
             "said", "expert", "direct"),
    ),
}  # fmt: skip

HARBOUR_LABELS = {
    "a": "double the number of its cranes by spring",
    "b": "hire four hundred people",
    "c": "the longest queue in a decade",
    "d": "fees on containers",
    "e": "night shifts",
    "f": "a wall against the noise",
}


def harbour(extra: Mapping[str, Sequence[Said]] | None = None, copied: bool = True) -> Comparison:
    """Two invented newspapers on one plan, and a wire copy of the first; `extra` adds newspapers."""
    told = {**_HARBOUR, **(extra or {})}
    articles = [(_article(name, saids), saids) for name, saids in told.items()]
    copies = []
    if copied:
        first = articles[0][0]
        articles.append((replace(first, id="wire", source="Inland Wire"), _HARBOUR["Harbour Times"]))
        copies = [Copy("wire", first.id, 1.0)]
    event = Event("harbour", "double the number of cranes", tuple(a.id for a, _ in articles), ("2026-03-02", "2026-03-03"))
    return comparison(event, articles, HARBOUR_LABELS, copies)


def _article(name: str, saids: Sequence[Said]) -> Article:
    text = saids[0].text + "\n" + " ".join(s.text for s in saids[1:3]) + "\n" + " ".join(s.text for s in saids[3:])
    return Article(name.lower().replace(" ", "-"), name, text, saids[0].text, "2026-03-02",
                   f"https://example.org/{name.lower().replace(' ', '-')}", "en")  # fmt: skip


def many(accounts: int, sentences: int = 60, name: str = "Paper") -> Comparison:
    """`accounts` newspapers of `sentences` sentences each, for the size and shape of a page."""
    extra = {
        f"{name} {n}": [
            Said(f"Sentence {k} of number {n} says that the cranes by the quay will stand in row {k * 7 + n} by spring.",
                 "abcdef"[(k * (n + 1)) % 6], "Ana Reyes" if k % 3 == 0 else "", "says", None,
                 "indirect" if k % 3 == 0 else "voice")
            for k in range(sentences)
        ]
        for n in range(accounts)
    }  # fmt: skip
    articles = [(_article(source, saids), saids) for source, saids in extra.items()]
    return comparison(Event("many", "the cranes by the quay", tuple(a.id for a, _ in articles)), articles, HARBOUR_LABELS)


# --- hostile ------------------------------------------------------------------------------------------------------------

SCRIPT = "</script><script>alert(1)</script>"
ATTRIBUTE = "\" onmouseover=alert(1) x='"


def hostile() -> Comparison:
    """Markup and template code wherever an article, its source or its event can carry words."""
    told = (
        Said(f"{SCRIPT} said the office {{{{7*7}}}}.", "a", SCRIPT, "said", f"{SCRIPT}{ATTRIBUTE}", "indirect", 0.3),
        Said('<img src=x onerror=alert(1)> <base href="//evil.example"> <svg onload=alert(1)>', "b", "<b>", "onload", "<i>",
             "direct"),
        Said("{% raw %} ${x} <!--> <style>*{display:none}</style> \u202e\u2028 text", "c"),
    )  # fmt: skip
    articles = []
    for n, url in enumerate(("javascript:alert(1)", 'https://example.org/"onmouseover="alert(1)', "data:text/html,x")):
        text = "\n".join(s.text for s in told[: 3 - (n == 1)]) + "\n<script>aside</script>"
        name = f"{SCRIPT}{ATTRIBUTE}/../{n}"
        articles.append((Article(name, name, text, SCRIPT, ATTRIBUTE, url, ATTRIBUTE, guessed=(SCRIPT,)), told[: 3 - (n == 1)]))
    event = Event(f"../../{SCRIPT}", f"{SCRIPT}{ATTRIBUTE}", tuple(a.id for a, _ in articles), (SCRIPT,))
    labels = {"a": SCRIPT, "b": ATTRIBUTE, "c": "{{7*7}}{% raw %}"}
    made = comparison(event, articles, labels, [Copy(articles[2][0].id, articles[0][0].id, 1.0)])
    return replace(made, set_aside=(SetAside(SCRIPT, ATTRIBUTE),),
                   method=Method(SCRIPT, (ModelCard(SCRIPT, ATTRIBUTE, SCRIPT),), {SCRIPT: ATTRIBUTE}))  # fmt: skip
