"""A worker that dies, hangs or raises when an article asks it to: what happens to a real one now and then."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection

from framing.batch.work import Job


def serve(pipe: Connection, job: Job) -> None:
    """Answer each task with a row of its articles' ids, unless a text says otherwise."""
    while True:
        try:
            articles, probe = pipe.recv()
        except EOFError:
            return
        for article in articles:
            if article.text == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            if article.text == "hang":
                time.sleep(600)
        wrong = [article.id for article in articles if article.text == "raise"]
        together = len(articles) > 1 and any(article.text == "quarrel" for article in articles)
        apart = not probe and any(article.text == "unscorable" for article in articles)
        fault = f"ValueError: {wrong[0]}" if wrong else "ValueError: together" if together or apart else ""
        rows = [] if fault or probe else [("events", {"ids": [article.id for article in articles]})]
        pipe.send((rows, fault))
