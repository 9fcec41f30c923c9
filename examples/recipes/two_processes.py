"""Many texts in two processes, each result with the record that its text came from."""

import spacy
import srsly


def main():
    nlp = spacy.load("ar_conflict_news_sm")
    pairs = ((record["text"], record) for record in srsly.read_jsonl("examples/reports.jsonl"))
    for doc, record in nlp.pipe(pairs, as_tuples=True, n_process=2, batch_size=64):
        print(record["id"], record["date"], len(doc._.claims), sep="\t")


if __name__ == "__main__":  # the processes may import this file again
    main()
