"""Suggestions to correct in Prodigy's span editor: JSON lines with text, tokens, spans and meta.

Prodigy's token_end is the last token of a span, not the one after it.
"""

import json

import spacy
import srsly

nlp = spacy.load("ar_conflict_news_sm")
reports = ((report["text"], report) for report in srsly.read_jsonl("examples/reports.jsonl"))

for doc, report in nlp.pipe(reports, as_tuples=True):
    spans = [
        {
            "start": span.start_char,
            "end": span.end_char,
            "token_start": span.start,
            "token_end": span.end - 1,
            "label": f"{key}:{span.label_}",
        }
        for key in ("casualties", "sources", "cues")
        for span in doc.spans[key]
    ]
    tokens = [
        {
            "text": token.text,
            "start": token.idx,
            "end": token.idx + len(token),
            "id": token.i,
            "ws": bool(token.whitespace_),
        }
        for token in doc
    ]
    meta = {"id": report["id"], "date": report["date"], "model": nlp.meta["name"]}
    print(json.dumps({"text": doc.text, "tokens": tokens, "spans": spans, "meta": meta}, ensure_ascii=False))
