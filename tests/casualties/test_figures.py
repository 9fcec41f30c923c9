"""Amounts of people harmed, one phenomenon of the grammar a sentence."""

import pytest

from marsad.casualties import find_casualties
from marsad.lexicon import forms, load
from marsad.text import Passage

Figure = tuple[str, str, int | None, int | None]

SENTENCES: list[tuple[str, list[Figure]]] = [
    # verbs, active and passive, before and after the people
    ("قتل ثلاثة جنود في كمين.", [("ثلاثة جنود", "killed", 3, 3)]),
    ("قالت الشرطة إن خمسة عمال لقوا مصرعهم.", [("خمسة عمال", "killed", 5, 5)]),
    ("أودى القصف بحياة عشرين شخصا.", [("عشرين شخصا", "killed", 20, 20)]),
    ("خطف مسلحون تسعة مزارعين قرب البلدة.", [("تسعة مزارعين", "abducted", 9, 9)]),
    # the day of the week dates the deed; it is no unit of the number
    ("أصيب أكثر من 50 يوم الأربعاء في انفجارات.", [("أكثر من 50", "injured", 50, None)]),
    ("جرح العشرات الثلاثاء في قصف مدفعي.", [("العشرات", "injured", 20, None)]),
    # the people after the bomber and the bomb
    ("قتلت امرأة ترتدي سترة ناسفة تسعة أشخاص في السوق.", [("تسعة أشخاص", "killed", 9, 9)]),
    # verbal nouns; أسر before a number is "capture", not "families"
    ("أعلن البيان مقتل سبعة جنود وأسر اثنين.", [("سبعة جنود", "killed", 7, 7), ("اثنين", "detained", 2, 2)]),
    # a definite verbal noun does not govern what follows it
    ("قضى في الاحتجاز أربعة أشخاص.", [("أربعة أشخاص", "killed", 4, 4)]),
    # vowel signs tell the dual
    ("أدين بقتل مستوطنَين عند المفترق.", [("مستوطنَين", "killed", 2, 2)]),
    # one loses one's own by death
    ("فقدت المرأة زوجها وثلاثة من إخوته.", [("زوجها", "killed", 1, 1), ("ثلاثة من إخوته", "killed", 3, 3)]),
    # a list goes on after "most of them civilians"
    (
        "قتل أكثر من 2100 فلسطيني معظمهم مدنيون، و73 إسرائيليا.",
        [("أكثر من 2100 فلسطيني", "killed", 2100, None), ("73 إسرائيليا", "killed", 73, 73)],
    ),
    # tolls: the harm stands in the noun, or the clause, that is counted
    ("بلغ عدد الجرحى 1585.", [("1585", "injured", 1585, 1585)]),
    ("يصل عدد الذين قضوا جنوبا منذ 8 تشرين الأول إلى 92.", [("92", "killed", 92, 92)]),
    (
        "قدر عدد من تركوا بيوتهم بما بين ألفين وثلاثة آلاف نسمة.",
        [("ما بين ألفين وثلاثة آلاف نسمة", "displaced", 2000, 3000)],
    ),
    # nobody
    ("نفى متحدث باسم المكتب توقيف أي مسافر.", [("أي مسافر", "detained", 0, 0)]),
    ("سقط الصاروخ قربهم ولم يصب أي منهم.", [("أي", "injured", 0, 0)]),
    ("صفر وفيات لليوم الثامن.", [("صفر وفيات", "killed", 0, 0)]),
    # people with the sea verb "rise" of martyrs keep its harm whatever they are called
    ("ارتقت خمس نازحات.", [("خمس نازحات", "killed", 5, 5)]),
]

NOBODY_HARMED = [
    ("رغم طعن محاميه في الحكم.", "an appeal"),
    ("سقط 12 نائبا و3 وزراء في الانتخابات.", "lost their seats"),
    ("قضت محكمة الاستئناف بإلزام الشركة بالدفع.", "ruled"),
    ("فقد 1200 عامل وظائفهم.", "lost their jobs"),
    ("أصاب المهاجم القائم مرتين.", "hit the post"),
    ("طرد لاعبان من صفوف الفريق.", "sent off"),
    ("تستعد كنيسة الأربعين شهيدا لاستقبال المصلين.", "the name of a church"),
    ("تعلن كتيبة الشهيد نضال الزعبي اندماجها.", "the name of a battalion"),
    ("جاء ديوان «قتلى على مقعد خشبي» أولا.", "a title"),
    ("انتشلت من الخليج سبع جثث لدلافين.", "animals"),
    ("تسجل المدينة معدلا يبلغ سبعة قتلى في اليوم.", "a rate"),
    ("افترض السيناريو وجود 30 مصابا.", "a drill"),
    ("أطلق 34 صاروخا، اعترض منها 25 وسقط خمسة.", "rockets"),
    ("يعاقب القانون على أفعال أفضت إلى موت إنسان.", "a law"),
    ("حاولت قوة أمنية بعد الظهر توقيف مطلوب.", "an attempt"),
    ("تخسر البورصة 1.2 مليار في أسبوع.", "money"),
]


@pytest.mark.parametrize(("text", "figures"), SENTENCES)
def test_figures(text: str, figures: list[Figure]) -> None:
    assert [(c.text, c.harm, c.low, c.high) for c in find_casualties(Passage.of(text))] == figures


@pytest.mark.parametrize(("text", "what"), NOBODY_HARMED)
def test_nobody_harmed(text: str, what: str) -> None:
    assert not find_casualties(Passage.of(text)), what


def test_a_part_belongs_to_the_whole_whose_harm_its_marker_names() -> None:
    casualties = find_casualties(Passage.of("قتل 27 مدنيا وأصيب 48 آخرون. وبين القتلى أربعة أطفال."))
    whole, _, part = casualties
    assert (part.text, part.harm, part.part_of) == ("أربعة أطفال", "killed", whole.id)


def test_one_of_them_who_only_speaks_is_no_part() -> None:
    casualties = find_casualties(Passage.of("اعتقلت البحرية خمسة صيادين. وأفاد أحدهم بأنها صادرت شباكه."))
    assert [c.text for c in casualties] == ["خمسة صيادين"]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("انتشلت الفرق حتى اللحظة أربعين جثة.", "cumulative"),
        ("قتل خلال 24 ساعة ثلاثون شخصا.", "incident"),
        ("قتل خلال أسبوعين ثلاثون شخصا.", "cumulative"),
        ("بلغ عدد القتلى ثلاثين.", "incident"),
    ],
)
def test_scope(text: str, scope: str) -> None:
    assert [c.scope for c in find_casualties(Passage.of(text))] == [scope]


def test_other_senses_are_of_verbs_and_nouns_of_harm() -> None:
    harm = {row[column] for row in load("harm_verbs") for column in ("perfect", "passive")}
    harm |= {row["noun"] for row in load("harm_nouns")}
    assert {lemma for row in load("harm_senses") for lemma in forms(row["lemma"])} <= harm


def test_other_senses_are_of_verbs_of_saying() -> None:
    assert {row["verb"] for row in load("cue_senses")} <= {row["verb"] for row in load("cues")}
