"""The article in a web page: what runs in the worker of `pages`, a process of its own that can be killed.

The file is run by its path, not imported from the package: it starts in the time trafilatura takes to import, and never runs
the user's own program anew, as `multiprocessing` would. It is asked on standard input and answers on standard output, one page
at a time:

    question = seconds (8-byte float) · length (8-byte integer) · the page in UTF-8
    answer   = length · JSON (nothing, once, when it is ready): {"text": …, "title": …, …}, or {} where no article was found

It ends with its standard input, hence with its parent, however that ends.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import re
import struct
import sys
from typing import IO, Any

QUESTION = struct.Struct(">dQ")
ANSWER = struct.Struct(">Q")

MEMORY = 3_000_000_000
"""Bytes of address space of the worker: a page of 5 MB needs less than one, the libraries it loads half of one."""

LATEST = "2100-01-01"
"""The last date a page may have. A fixed one, so that a page gives the same date on any day it is read."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$")

FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system", "os.exec", "os.fork")
"""What a page never needs (audit events of Python)."""


def found(page: str) -> dict[str, str]:
    """The article of a page with its title, source, author, date, url and language, as far as the page says them; {} without a
    text. Paragraphs are parted by a blank line."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(page if "<html" in page[:20_000].lower() else f"<html>{page}")
    if tree is None:
        return {}
    language = _language(tree)
    dates = {"original_date": True, "extensive_search": False, "max_date": LATEST}
    for tables in (False, True):  # pages of old are laid out as a table; in others a table is no part of the telling
        made = bare_extraction(
            tree, with_metadata=True, include_comments=False, include_tables=tables, date_extraction_params=dates
        )
        text = _paragraphs(made.text or "") if made else ""
        if made and text:
            told = {name: getattr(made, name) or "" for name in ("title", "author", "date", "url")}
            source = made.sitename or made.hostname or ""
            url = told["url"] if told["url"].lower().startswith(("http://", "https://")) else ""
            return {**told, "url": url, "source": source, "language": language, "text": text}
    return {}


def _paragraphs(text: str) -> str:
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _language(tree: Any) -> str:
    """The language that the page says it is in."""
    said = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")]
    metas = ((meta.get("property") or meta.get("http-equiv") or "", meta.get("content")) for meta in tree.iterfind(".//meta"))
    said += [content for name, content in metas if name.lower() in ("og:locale", "content-language")]
    return next((one.strip().replace("_", "-") for one in said if one and LANGUAGE.match(one.strip())), "")


# --- the worker ---------------------------------------------------------------------------------------------------------


def _bounded() -> None:
    """Bound the memory of this process, and forbid it the network and other programs."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, OSError, ValueError):  # not on Windows; a lower limit may hold already
        pass

    def forbid(event: str, _: tuple[object, ...]) -> None:
        if event in FORBIDDEN:
            raise PermissionError(f"{event} in the reader of a page")

    sys.addaudithook(forbid)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the questions end."""
    while len(head := questions.read(QUESTION.size)) == QUESTION.size:
        seconds, length = QUESTION.unpack(head)
        faulthandler.dump_traceback_later(seconds, exit=True)  # its parent may be gone by then
        page = questions.read(length).decode("utf-8", "replace")
        try:
            answer = found(page)
        except Exception as fault:  # noqa: BLE001 - whatever a library does with a hostile page, the worker lives on
            answer = {"fault": type(fault).__name__}
        faulthandler.cancel_dump_traceback_later()
        _say(json.dumps(answer).encode(), answers)


def _say(message: bytes, answers: IO[bytes]) -> None:
    answers.write(ANSWER.pack(len(message)) + message)
    answers.flush()


def main() -> None:
    """Serve standard input; what libraries print goes to standard error. The first argument is the parent's `sys.path`."""
    sys.path[:] = json.loads(sys.argv[1])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    importlib.import_module("trafilatura")  # before the bounds, and before the first page's time runs
    _bounded()
    _say(b"", answers)  # ready
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
