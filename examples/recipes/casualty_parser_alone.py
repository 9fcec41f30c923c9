"""Add nothing but the casualty parser to a spaCy pipeline of your own."""

import spacy

nlp = spacy.blank("ar")  # or your pipeline: spacy.load("…")
nlp.add_pipe("casualty_parser")

doc = nlp("قتل ثلاثة مدنيين وأصيب أكثر من 20 آخرين في قصف على مدينة حلب.")
for casualty in doc._.casualties:
    print(casualty.harm, casualty.low, casualty.high, casualty.who, casualty.text, sep="\t")
print([(span.text, span.label_) for span in doc.spans["casualties"]])
