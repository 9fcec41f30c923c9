"""The pipeline in a thread of its own, so that the service answers while it works."""

from __future__ import annotations

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from spacy.language import Language

from marsad.extraction import model_name, process
from marsad.reading import Report
from marsad.service.limits import Refused

logger = logging.getLogger(__name__)


class Worker:
    """Runs a pipeline on the reports of one request after another.

    nlp (Language): the pipeline. It is run by one thread, as spaCy's are not made for several at a time.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="marsad")

    @property
    def model(self) -> str:
        """Name and version of the pipeline."""
        return model_name(self._nlp)

    async def run(self, reports: list[Report], seconds: float) -> list[dict[str, Any]]:
        """The contract's JSON for each report, ``{"id", "error"}`` for one that fails.

        reports: the reports. seconds (float): how long it may take, waiting for other requests included.
        RAISES (Refused): 503 where it takes longer. A report under way is finished, those after it are not begun.
        """
        deadline = time.monotonic() + seconds
        work = self._thread.submit(self._work, reports, deadline)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(work), seconds)
        except TimeoutError:
            raise Refused(503, "error.time", seconds=f"{seconds:g}") from None

    def _work(self, reports: list[Report], deadline: float) -> list[dict[str, Any]]:
        documents = []
        for report in reports:
            if time.monotonic() > deadline:
                raise TimeoutError
            # One by one: a batch could not be left when its time is over.
            [document] = process(self._nlp, [report])
            if "error" in document:
                logger.error("A text of %d characters could not be processed: %s", len(report.text), document["error"])
            documents.append(document | {"id": document["id"] or None})
        return documents
