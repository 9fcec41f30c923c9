"""A DataFrame of reports in, a DataFrame of claims out."""

import pandas as pd
import spacy
import srsly

nlp = spacy.load("ar_conflict_news_sm")
reports = pd.DataFrame(srsly.read_jsonl("examples/reports.jsonl"))


def dated(text, date):
    """A Doc with its document's date, to resolve «أمس» (yesterday) against."""
    doc = nlp.make_doc(text)
    doc.user_data["date"] = date
    return doc


docs = nlp.pipe(map(dated, reports["text"], reports["date"]))
claims = pd.json_normalize(
    [
        {"report": report, **claim.to_dict()}
        for report, doc in zip(reports["id"], docs, strict=True)
        for claim in doc._.claims
    ]
)
print(claims[["report", "harm", "low", "high", "source_name", "place.name", "date.first"]].to_string())
