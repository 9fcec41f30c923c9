"""Map a Hugging Face dataset of texts to what they say, in batches."""

import json
from functools import lru_cache

import spacy
import srsly
from datasets import Dataset

import marsad


@lru_cache(maxsize=1)  # once in each process of map(num_proc=…), and never pickled with the function
def pipeline():
    return spacy.load("ar_conflict_news_sm")


def annotate(batch):
    docs = list(pipeline().pipe(batch["text"]))
    return {
        # As JSON: a column of nested records would change its type with the first value that is not null.
        "marsad": [
            json.dumps(marsad.to_dict(doc, id), ensure_ascii=False) for doc, id in zip(docs, batch["id"], strict=True)
        ],
        "killed": [[claim.low for claim in doc._.claims if claim.harm == "killed"] for doc in docs],
    }


dataset = Dataset.from_list(list(srsly.read_jsonl("examples/reports.jsonl")))
dataset = dataset.map(annotate, batched=True, batch_size=64)
for row in dataset:
    print(row["id"], row["killed"], len(json.loads(row["marsad"])["claims"]), sep="\t")
