"""The encoder read by sentence-transformers on torch: any model of that kind. The only file that imports either."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from framing.models.batches import LENGTHS, Batch
from framing.models.encoder import Engine, Pieces, Take
from framing.models.weights import encoder_card, encoder_folder


def engine(folder: Path | None, threads: int | None = None) -> Engine:
    """The model in `folder`, or the built-in one, on `threads` cores (all when None). Raises as `weights.encoder_card` does."""
    card = encoder_card(folder)  # refuse wrong weights before opening them
    if threads:
        import torch

        torch.set_num_threads(threads)
    model = _opened(folder or encoder_folder())
    tokenizer = model[0].tokenizer
    longest = min(model.max_seq_length or LENGTHS[-1], LENGTHS[-1])

    def cut(texts: Sequence[str]) -> list[Pieces]:
        if not texts:
            return []
        told = tokenizer(list(texts), truncation=True, max_length=longest, return_offsets_mapping=True)
        return [Pieces(ids, spans) for ids, spans in zip(told["input_ids"], told["offset_mapping"], strict=True)]

    def run(batches: Iterable[Batch], take: Take) -> None:
        import torch

        for batch in batches:
            with torch.inference_mode():
                told = model({"input_ids": torch.from_numpy(batch.ids), "attention_mask": torch.from_numpy(batch.mask)})
                vectors = torch.nn.functional.normalize(told["sentence_embedding"], dim=1)
            take(batch, told["token_embeddings"].numpy(), vectors.numpy())

    return Engine(cut, run, model.get_embedding_dimension(), tokenizer.pad_token_id or 0, card)


def _opened(folder: Path) -> Any:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import logging

    for name in ("transformers", "sentence_transformers"):
        logging.getLogger(name).setLevel(logging.ERROR)
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as progress

    progress.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
