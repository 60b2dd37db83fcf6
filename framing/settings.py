"""Every threshold once, with its unit and its reason. Stages take the `Settings` they are given."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from framing.ranges import NotNegative, NotNegativeInt, Share


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds of one run; the defaults are the measured ones. Each field says its unit and where it comes from,
    and its type what it may be (`framing.ranges`)."""

    # --- events ---
    same_event: Share = 0.165
    """Mean cosine of two groups of articles from which they tell one event, when the smaller group is a single article
    (models/events/LOG.md)."""

    same_event_rise: Share = 0.03
    """Added to `same_event` at each doubling of the smaller group, up to 16: the mean of many cosines says more than one."""

    same_days: NotNegativeInt = 2
    """Days between two articles' dates up to which the dates speak for one event."""

    days_fade: float = 30.0
    """Days beyond `same_days` in which the cosine of two dated articles falls to 1/e."""

    days_weight: NotNegative = 0.1
    """Weight of a shared date: the cosine grows by this times the log of one over the share of pairs so near in time."""

    # --- accounts and coverage ---
    side_statements: int = 3
    """Statements a side must have to be an account when it is no party of the event: with fewer it is an outside voice."""

    widest: Share = 0.9
    """Width of a share's interval from which it may be nearly anything: the account then has too little text for shares."""

    bootstrap: int = 2000
    """Resamples of paragraphs for a 95% interval (Efron & Tibshirani 1993 advise 1,000 or more)."""

    permutations: int = 2000
    """Times the paragraphs are dealt out anew for a p, which is then never below 1 in 2,001; at 0.05 it is sure to 0.005."""

    silence_words: int = 60
    """Words an account needs before a share, a difference or a silence is given a number; below, "too little text to say"."""

    cannot_tell: Share = 0.4
    """Chance that an account speaks to a point it was not grouped with, from which "not found" becomes "cannot tell": fewer
    than two in a hundred accounts of another event come as near (models/points/card.md)."""

    emphasis: float = 0.585
    """log2 ratio of shares from which a difference in room is listed: log2(1.5), half as much again."""

    evidence: int = 3
    """Statements cited for one emphasis, one fewer of the account that gives most room and one of each of the first others:
    what a reader will look up, not every mention."""

    omission_evidence: int = 2
    """Statements cited for one omission: readers cite one to four, and two meet half of any such list."""

    # --- points ---
    point_bond: Share = 0.4
    """Chance of one point that a statement needs with the one a point is grown around (models/points/LOG.md)."""

    point_worth: Share = 0.33
    """Chance from which putting two statements together pays: a little over half the F1 of pairs that is reached, so that
    points stay few and tight (models/points/LOG.md)."""

    # --- wording ---
    wording_pairs: int = 12
    """Pairs of statements of two accounts on one point whose words are compared, the likeliest first: a bound on work."""

    wording_third: NotNegative = 0.7
    """Log odds by which a third account's statement may be less likely than the pair it joins: half as likely."""

    # --- commitment ---
    commitment_near: Share = 0.4
    """Chance of one point that two statements need with each other before their cues are compared: as `point_bond`."""

    commitment_shared: Share = 0.5
    """Share of the rarity of the shorter's object words that both cues must govern: half of what is bound is the same."""

    commitment_mass: NotNegative = 0.7
    """Summed rarity (0..1 each) of the object words that two cues must share: one telling word, or two everyday ones."""

    # --- cross-attribution ---
    attributed: Share = 0.5
    """Confidence of an attribution from which somebody is told to have said something (0..1): likelier than not."""

    unsaid: Share = 0.5
    """Chance of one point with its nearest statement from which an account has what it is said to have said: even odds."""

    # --- tone ---
    tone_fewest: int = 3
    """Sentences of its own voice, in two paragraphs or more, that an account must give a target before its tone is told."""

    # --- naming ---
    naming_near: Share = 0.5
    """Chance of one point from which two statements are held to name the same thing in one place: likelier than not."""

    naming_alike: Share = 0.4
    """Share of the rarity of two statements' other words that both must use before two names in one place are held to be names
    of one thing when they end alike ("the Nansha Islands", "the Spratly Islands")."""

    naming_same: Share = 0.6
    """The same for two names that share no word: near-repeats of one sentence."""

    # --- words that mark an account ---
    words_fewest: int = 60
    """Counted words (content words and names) an account must have in one voice, and the others together: about 150 words of
    text; with fewer no word can be told from chance."""

    words_paragraphs: int = 3
    """Paragraphs of all accounts a word must stand in to be tested: one burst, or two, is no habit."""

    words_prior: float = 100.0
    """Weight in words of the rates of general news: about a short account's own, so that one use of a rare word is no mark."""

    words_deals: int = 10_000
    """Times the paragraphs are dealt out anew for the p of a word: many are tested, so that p must be told to 1 in 10,001."""

    false_words: Share = 0.04
    """Share of false finds among the words listed that is asked for (Benjamini & Hochberg 1995). Words of one paragraph
    depend on each other: 0.05 asked for gave 0.059 in 540 deals of paragraphs (models/contrasts/NAMING.md)."""

    false_tone: Share = 0.05
    """Chance that an event in which no account differs in tone has a difference of tone listed."""

    words_listed: int = 3
    """Words listed for one account at most: what a reader remembers."""

    # --- claims ---
    claim_held: Share = 0.8
    """Share of the rarity of a denied claim's words that the affirmed one must tell too: a denial speaks of all it names."""

    claim_shared: Share = 0.6
    """Share of the rarity of each claim's words that the other must tell too before their numbers are compared."""

    claim_whole: Share = 0.7
    """Share of the rarity of one statement's words that another must tell too before their only amounts are compared."""

    claim_mass: NotNegative = 1.2
    """Summed rarity (0..1 each) of the words that two claims must share, the predicate's among them: two or three words."""

    claim_pairs: int = 20_000
    """Pairs of claims compared in one point at most, those with the most shared words first: a second of work."""

    # --- agency and frames ---
    agency_clauses: int = 4
    """Clauses in which somebody acts or is acted upon that an account must have, in two paragraphs, before its share is given a
    number: of three, one clause more or less turns the share by a third."""

    agency_chance: Share = 0.5
    """Chance of one point from which two statements are held beside each other for an actor one of them leaves out, where the
    one acted upon has no name; one act on one named person is one matter on a shared point."""

    frame_sentences: int = 8
    """Sentences in one voice that an account must have, in two paragraphs, before its share of a frame is given a number."""

    chance: Share = 0.0125
    """p up to which a difference of shares in agency or frames is told, adjusted for all that one finder looks at in one view:
    0.05 over two finders and two views, so that chance alone shows one in fewer than one event of twenty."""

    seed: NotNegativeInt = 0
    """Seed of every resampling."""


DEFAULT = Settings()


def as_dict(settings: Settings) -> dict[str, float | int | str]:
    """The settings by name, for the record of a run."""
    return asdict(settings)
