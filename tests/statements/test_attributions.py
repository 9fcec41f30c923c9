"""Who says what: cues, sources, contents, kinds, stances, types, relays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.records import KINDS, SOURCE_TYPES, STANCES, Attribution
from marsad.statements import find_attributions
from marsad.text import Passage


def find(text: str) -> list[Attribution]:
    return find_attributions(Passage.of(text))


def only(text: str) -> Attribution:
    found = find(text)
    assert len(found) == 1, [a.to_dict() for a in found]
    return found[0]


def contents(attribution: Attribution) -> list[str]:
    return [span.text for span in attribution.contents]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "stance"),
    [
        ("قال مدير الميناء إن الرصيف أغلق.", "قال", "مدير الميناء", "الرصيف أغلق", "say"),
        ("وأعلنت وزارة الصحة مقتل سبعة أشخاص.", "أعلنت", "وزارة الصحة", "مقتل سبعة أشخاص", "announce"),
        ("ونفى ضابط كبير وقوع أي هجوم.", "نفى", "ضابط كبير", "وقوع أي هجوم", "deny"),
        ("واتهم الحزب الحكومة بالتقصير.", "اتهم", "الحزب", "الحكومة بالتقصير", "accuse"),
        ("حذرت المنظمة من أن الغذاء ينفد.", "حذرت", "المنظمة", "الغذاء ينفد", "warn"),
        ("دعا المبعوث الطرفين إلى وقف القتال.", "دعا", "المبعوث", "وقف القتال", "demand"),
        ("وندد الاتحاد الأوروبي بالقصف العنيف.", "ندد", "الاتحاد الأوروبي", "القصف العنيف", "condemn"),
        ("وزعمت الحركة أنها أسقطت طائرة.", "زعمت", "الحركة", "أسقطت طائرة", "claim"),
        ("ورجح المحققون أن يكون الحريق متعمداً.", "رجح", "المحققون", "يكون الحريق متعمداً", "believe"),
        ("وأكدت الشرطة اعتقال ثلاثة مشتبه بهم.", "أكدت", "الشرطة", "اعتقال ثلاثة مشتبه بهم", "confirm"),
    ],
)
def test_verbs_by_their_government(text: str, cue: str, source: str, content: str, stance: str) -> None:
    found = only(text)
    assert (found.cue.text, found.source and found.source.text, found.stance) == (cue, source, stance)
    assert contents(found) == [content]


def test_fronted_source_with_kana() -> None:
    found = only("وكان محافظ إدلب قد قال إن الطريق سيفتح.")
    assert found.source is not None
    assert found.source.text == "محافظ إدلب"
    assert contents(found) == ["الطريق سيفتح"]


def test_asides_between_subject_and_clause() -> None:
    found = only("قال رئيس البلدية سامر حداد، الذي زار الحي، في اتصال هاتفي أمس إن المياه عادت.")
    assert found.source is not None
    assert found.source.text == "رئيس البلدية سامر حداد"
    assert contents(found) == ["المياه عادت"]


def test_a_change_of_source_ends_the_content() -> None:
    first, second = find("قالت الشرطة إن السائق فر، فيما أكد شهود أنه قتل.")
    assert contents(first) == ["السائق فر"]
    assert second.source_type == "witness"


def test_several_sentences_in_quotation_marks() -> None:
    found = only("وقال الطبيب: «وصلتنا عشر جثث. لا نعرف أسماء أصحابها. ننتظر الأهالي».")
    assert found.kind == "direct"
    assert contents(found) == ["وصلتنا عشر جثث. لا نعرف أسماء أصحابها. ننتظر الأهالي"]


@pytest.mark.parametrize(
    "text",
    [
        "قال الناطق: «لن نغادر المدينة مهما حدث».",
        "قال الناطق: »لن نغادر المدينة مهما حدث«.",
        'قال الناطق: "لن نغادر المدينة مهما حدث".',
        "قال الناطق: «لن نغادر المدينة مهما حدث.",
        "قال الناطق: “لن نغادر المدينة مهما حدث”.",
    ],
)
def test_quotation_marks_of_every_kind(text: str) -> None:
    found = only(text)
    assert contents(found) == ["لن نغادر المدينة مهما حدث"]
    assert found.kind == "direct"


def test_content_before_and_after_an_inserted_verb() -> None:
    found = only("«كنا نائمين في الخيمة الكبيرة»، قالت أم خالد، «ثم سمعنا الانفجار الأول».")
    assert contents(found) == ["كنا نائمين في الخيمة الكبيرة", "ثم سمعنا الانفجار الأول"]
    assert found.source is not None
    assert found.source.text == "أم خالد"


def test_according_to_after_and_before() -> None:
    after = only("قتل خمسة مدنيين في غارة على السوق، وفق المرصد السوري لحقوق الإنسان.")
    assert contents(after) == ["قتل خمسة مدنيين في غارة على السوق"]
    assert after.source_type == "ngo"
    before = only("وبحسب شهود عيان، انسحبت القوات ليلاً.")
    assert contents(before) == ["انسحبت القوات ليلاً"]
    assert before.source_type == "witness"


def test_a_verb_after_according_to_gives_the_stance() -> None:
    found = only("أصيب عشرة جنود في الانفجار، كما أعلن متحدث عسكري.")
    assert (found.cue.text, found.stance, found.source_type) == ("كما أعلن", "announce", "state")


def test_relay_is_parent_and_child() -> None:
    relay, speaker = find("نقلت وكالة رويترز عن قائد الشرطة قوله إن المهاجم قتل.")
    assert speaker.parent == relay.id
    assert relay.source_type == "media"
    assert speaker.source is not None
    assert speaker.source.text == "قائد الشرطة"
    assert contents(relay) == contents(speaker) == ["المهاجم قتل"]


def test_nested_statement_has_its_parent() -> None:
    outer, inner = find("ذكرت الصحيفة أن الوزارة قالت إن العدد أقل.")
    assert inner.parent == outer.id
    assert contents(inner) == ["العدد أقل"]


def test_implied_speaker_by_gender() -> None:
    text = "قالت الناطقة هدى سالم إن القافلة وصلت. وقال السائق إن الطريق وعر. وأضافت أن المساعدات ستوزع غداً."
    *_, last = find(text)
    assert last.source is None
    assert last.source_name == "الناطقة هدى سالم"


def test_participle_goes_on_from_the_speaker() -> None:
    first, second = find("وأوضح الطبيب أن المشرحة امتلأت، مشيراً إلى أن الجثث بلا أسماء.")
    assert contents(first) == ["المشرحة امتلأت"]
    assert second.source_name == first.source_name == "الطبيب"
    assert second.source_type == "medical"


def test_short_name_gets_the_full_one() -> None:
    *_, last = find("أفاد المرصد السوري لحقوق الإنسان بأن القصف توقف. وقال المرصد إن تسعة قتلوا.")
    assert last.source_name == "المرصد السوري لحقوق الإنسان"
    assert last.source_type == "ngo"


def test_issuer_speaks_in_the_first_person() -> None:
    found = find("بيان صادر عن كتائب النصر. نعلن سقوط موقع العدو، ونحذر السكان من الاقتراب.")
    assert {a.source_name for a in found} == {"كتائب النصر"}
    assert [a.stance for a in found] == ["announce", "warn"]


def test_headline_colon() -> None:
    found = only("وزارة الداخلية: اعتقال خلية من سبعة أشخاص")
    assert (found.cue.text, found.source_type) == (":", "state")
    assert contents(found) == ["اعتقال خلية من سبعة أشخاص"]


def test_noun_cue_keeps_its_preposition() -> None:
    found = only("وسط أنباء عن سقوط ضحايا في المخيم.")
    assert (found.cue.text, found.source, found.source_type) == ("أنباء عن", None, "anonymous")


def test_document_in_the_cue() -> None:
    found = only("وجاء في المذكرة أن السلاح وصل عبر البحر.")
    assert found.cue.text == "جاء في المذكرة"
    assert found.source_type == "document"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("مصدر طبي", "medical"),
        ("مصادر أمنية", "state"),
        ("مصدر مطلع", "anonymous"),
        ("مصادر فلسطينية", "anonymous"),
        ("مسعف في الدفاع المدني", "rescue"),
        ("ناشط من المدينة", "activist"),
        ("أحد السكان", "witness"),
        ("تقرير رسمي", "document"),
        ("مراسلنا", "media"),
        ("وزير الدفاع", "state"),
    ],
)
def test_source_types(source: str, expected: str) -> None:
    verb = "قالت" if source.startswith("مصادر") else "قال"
    assert only(f"{verb} {source} إن الانفجار كان قوياً.").source_type == expected


def test_negated_verbs_say_nothing() -> None:
    assert find("لم يقل الناطق إن الطريق مغلق.") == []
    found = only("ولم يستبعد الوزير ارتفاع عدد القتلى.")
    assert (found.cue.text, found.stance) == ("لم يستبعد", "believe")


def test_entities_give_the_type() -> None:
    text = "وقالت الراية البيضاء إن الهدنة انتهت."
    start = text.index("الراية")
    record = {"source_type": "armed_group"}
    found = find_attributions(Passage.of(text), [(start, start + len("الراية البيضاء"), "ORG", record)])
    assert found[0].source_type == "armed_group"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("الخبير الأمني نادر وهبي", "other"),
        ("خبير في منظمة حقوقية", "ngo"),
        ("العميد المتقاعد نادر وهبي", "other"),
        ("ضابط في الدفاع المدني", "rescue"),
        ("رئيس نقابة المهندسين", "other"),
        ("رئيس غرفة تجارة المدينة", "other"),
        ("المندوب الأميركي", "state"),
        ("محامي الدفاع نادر وهبي", "other"),
        ("لجنة التحقيق الروسية", "state"),
        ("مسؤولون وشهود عيان", "state"),
        ("بائع متجول", "witness"),
        ("مركز توثيق الانتهاكات", "ngo"),
        ("المتحدث باسم مجموعة مسلحة", "armed_group"),
        ("سامر حداد، رئيس المحكمة العليا،", "state"),
        ("سلمى حداد، وهي نازحة من القرية،", "witness"),
    ],
)
def test_the_institution_decides(source: str, expected: str) -> None:
    assert only(f"قال {source} إن الانفجار كان قوياً.").source_type == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("أصدرت اللجنة الدولية للإغاثة بياناً. وقالت اللجنة إن الطريق مغلق.", "اللجنة الدولية للإغاثة", "igo"),
        ("وصل وفد مركز طبي ميداني. وقال الناطق باسم المركز إن الأدوية نفدت.", "الناطق باسم المركز", "medical"),
        ("قالت الشرطة إن اللص فر. وأضاف المتحدث باسمها أن البحث مستمر.", "المتحدث باسمها", "state"),
    ],
)
def test_what_was_named_before_gives_the_type(text: str, name: str, expected: str) -> None:
    *_, last = find(text)
    assert (last.source_name, last.source_type) == (name, expected)


def test_what_is_said_gives_the_type_of_an_unknown_source() -> None:
    claim = only("وأعلنت سيوف الفجر مسؤوليتها عن الهجوم.")
    assert (claim.stance, claim.source_type) == ("claim", "armed_group")
    assert only("وروت بيبي حوا أن الماء دخل البيت ليلاً.").source_type == "witness"


def test_ali_is_a_name_where_final_ya_has_its_dots() -> None:
    found = only("وصرح رئيس البلدية علي مرتضى بأن الطريق إلى القرية مفتوح.")
    assert found.source is not None
    assert found.source.text == "رئيس البلدية علي مرتضى"


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("وسارع وزير الداخلية إلى اتهام المعارضة بالحادث.", "اتهام", "وزير الداخلية", "المعارضة بالحادث"),
        ("وشنت النقابة انتقادات حادة ضد مشروع القانون.", "انتقادات", "النقابة", "مشروع القانون"),
        ("ووجه رئيس البلدية نداء إلى الهلال الأحمر من أجل سحب الجثث.", "نداء", "رئيس البلدية", "سحب الجثث"),
        ("وكرر المكتب دعوته جميع الأطراف إلى وقف القتال.", "دعوته", "المكتب", "وقف القتال"),
    ],
)
def test_nouns_of_saying_carried_by_a_verb(text: str, cue: str, source: str, content: str) -> None:
    found = only(text)
    assert (found.cue.text, found.source and found.source.text, contents(found)) == (cue, source, [content])


def test_a_speaker_named_before_is_quoted_by_a_pronoun() -> None:
    relay, speaker = find("ونقلت عنه صحيفة الراية قوله إن الأمر انتهى.")
    assert relay.source is not None
    assert relay.source.text == "صحيفة الراية"
    assert (speaker.source, speaker.parent) == (None, relay.id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("واتهمت أرملته الحزب بتدبير العملية، وهي تهمة دحضها رئيس الحزب.", ["الحزب بتدبير العملية"]),
        ("قتل خمسة مدنيين في حصيلة جديدة أعلنها المتحدث باسم الوزارة.", ["قتل خمسة مدنيين"]),
        ("ونفى الوزير ما أعلنته واشنطن من أن الطائرة أسقطت.", ["الطائرة أسقطت"]),
        ("وأغلقت الحدود، وهو ما اعتبرته الحكومة تدخلا في شؤونها.", ["تدخلا في شؤونها"]),
    ],
)
def test_pronouns_that_take_up_what_was_said(text: str, expected: list[str]) -> None:
    *_, last = find(text)
    assert contents(last) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقتل، بحسب الشرطة، ثلاثة جنود في الانفجار.", ["قتل", "ثلاثة جنود في الانفجار"]),
        ("وحسب النقيب الذي زار القرية مساء، فإن السكان نزحوا.", ["السكان نزحوا"]),
        ("وقال مسؤول إن ثلاثة قتلوا، دون أن يحدد هوياتهم.", ["ثلاثة قتلوا"]),
        ("وتحدثت مصادر محلية عن اعتقال خمسة أشخاص، ولم يصدر تأكيد رسمي.", ["اعتقال خمسة أشخاص"]),
        ("ونفت البلدية ما يشاع عن بيع المساعدات.", ["بيع المساعدات"]),
        ("سقطوا هناك في ثلاث ساعات، تقول الممرضة زهراء فالح.", ["سقطوا هناك في ثلاث ساعات"]),
    ],
)
def test_borders_of_contents(text: str, expected: list[str]) -> None:
    *_, last = find(text)
    assert contents(last) == expected


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("وطالب مندوب الغرفة بآلية واضحة لصرف القروض.", "مندوب الغرفة", "آلية واضحة لصرف القروض"),
        ("أما المحلل نادر وهبي فيرى أن الحرب طويلة.", "المحلل نادر وهبي", "الحرب طويلة"),
        ("وحمل النائب علي فياض الحكومة مسؤولية الحريق.", "النائب علي فياض", "الحكومة مسؤولية الحريق"),
        ("ويهيب المركز بالعائلات الاتصال بالمستشفى.", "المركز", "الاتصال بالمستشفى"),
        ("ودان الحزب الجمهوري المعارض التمرد.", "الحزب الجمهوري المعارض", "التمرد"),
        ("وكانت الوزارة أحصت حتى مساء الإثنين 20674 قتيلاً.", "الوزارة", "20674 قتيلاً"),
        ("وأرجع الخبير الانهيار إلى قدم المبنى.", "الخبير", "الانهيار إلى قدم المبنى"),
    ],
)
def test_particles_and_objects(text: str, source: str, content: str) -> None:
    found = only(text)
    assert (found.source and found.source.text, contents(found)) == (source, [content])


@pytest.mark.parametrize(
    "text",
    [
        "بيان من وزارة الداخلية: نفذ الحكم صباح اليوم.",
        "ورفع المحتجون لافتات كتب عليها «لا للحرب».",
        "وسلم إلى بلاده بتهمة تتعلق بمقتل عمه.",
        "وأطلق الجيش النار على المتظاهرين.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert find(text) == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    check(text)


PIECES = st.sampled_from(
    ["قال", "أعلنت", "وفق", "«", "»", '"', ":", "،", ".", "أن", "الوزير", "نقلت", "عن", "قوله", "مشيراً", "إلى", "و", "\n",
     "(", "في", "كما", "بيان", "الذي", "نحن", "نفاه", "ما", "وهو", "أنباء", "-", "ب", "\ud800", "\x00"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_order_of_the_pieces_is_read(pieces: list[str]) -> None:
    check(" ".join(pieces))


def check(text: str) -> None:
    found = find(text)
    ids = {a.id for a in found}
    assert [a.id for a in found] == [f"a{number}" for number in range(1, len(found) + 1)]
    assert [a.cue.start for a in found] == sorted(a.cue.start for a in found)
    for a in found:
        assert a.contents
        assert a.parent is None or a.parent in ids
        assert a.parent != a.id
        assert a.kind in KINDS
        assert a.stance in STANCES
        assert a.source_type in SOURCE_TYPES
        for span in (a.cue, *a.contents, *([a.source] if a.source else [])):
            assert text[span.start : span.end] == span.text
            assert span.text


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "stance"),
    [
        ("ونفت الجماعة، في تسجيل بثته أمس، ضلوعها في الهجوم.", "نفت", "الجماعة", "ضلوعها في الهجوم", "deny"),
        ("الوزارة أعلنت، في بلاغ وصل إلى الصحف، أن الجسر أغلق.", "أعلنت", "الوزارة", "الجسر أغلق", "announce"),
        ("وأبلغ الوزير «الشرق الأوسط» بأن الجسر أغلق.", "أبلغ", "الوزير", "الجسر أغلق", "say"),
        ("وقال شاهد لرويترز، طالباً عدم نشر اسمه، إن الجسر انهار.", "قال", "شاهد", "الجسر انهار", "say"),
        ("وقال ضابط كبير طلب ألا ينشر اسمه إن الجسر انهار.", "قال", "ضابط كبير", "الجسر انهار", "say"),
    ],
)
def test_asides_before_the_content(text: str, cue: str, source: str, content: str, stance: str) -> None:
    found = only(text)
    assert (found.cue.text, found.source and found.source.text, found.stance) == (cue, source, stance)
    assert contents(found) == [content]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("وكانت النيابة قد اتهمته بالتقصير.", "اتهمته", "النيابة", "التقصير"),
        ("ويتهمه الجيران بإشعال الحريق.", "يتهمه", "الجيران", "إشعال الحريق"),
        ("لكن عضو اللجنة طالبه بالاستقالة.", "طالبه", "عضو اللجنة", "الاستقالة"),
    ],
)
def test_verbs_with_the_accused_as_a_pronoun(text: str, cue: str, source: str, content: str) -> None:
    found = only(text)
    assert (found.cue.text, found.source and found.source.text) == (cue, source)
    assert contents(found) == [content]


def test_answered_is_not_came() -> None:
    found = only("وردت الشركة بأن العقد انتهى.")
    assert (found.cue.text, found.source and found.source.text) == ("ردت", "الشركة")
    assert find("وردت تقارير إلى المكتب.") == []


@pytest.mark.parametrize(
    "text",
    [
        "بلغ ثمن الخبز عشر ليرات.",
        "كما شهدت المدينة مظاهرات، حيث أغلقت المحال.",
        "يجب تجنب الطريق، ذلك أن الجسر مقطوع.",
        "هذا أمر يدعو إلى القلق.",
        "عبر الفيديو، تحدث الناس عن حياتهم.",
    ],
)
def test_homographs_say_nothing(text: str) -> None:
    assert [a.cue.text for a in find(text) if a.cue.text != "تحدث"] == []


def test_objects_do_not_become_subjects() -> None:
    found = only("وانتقد المتظاهرين الذين أغلقوا الطريق.")
    assert found.source is None
    assert contents(found) == ["المتظاهرين الذين أغلقوا الطريق"]


def test_the_committee_and_the_one_it_holds_responsible() -> None:
    found = only("وتحمّل اللجنة المركزية قيادة الحزب المسؤولية عن الحادث.")
    assert found.source is not None
    assert found.source.text == "اللجنة المركزية"
    assert contents(found) == ["قيادة الحزب المسؤولية عن الحادث"]


@pytest.mark.parametrize(
    ("text", "cue", "source", "stance"),
    [
        ("قتل ثلاثة أشخاص، بحسب أرقام وزارة الصحة.", "بحسب أرقام", "وزارة الصحة", "say"),
        ("كان المصنع مغلقاً، حسب ادعاء الشرطة.", "حسب ادعاء", "الشرطة", "claim"),
        ("قتل ثلاثة أشخاص، وفق حصيلة أوردتها البلدية.", "وفق حصيلة أوردتها", "البلدية", "say"),
    ],
)
def test_whose_figures_and_words(text: str, cue: str, source: str, stance: str) -> None:
    found = only(text)
    assert (found.cue.text, found.source and found.source.text, found.stance) == (cue, source, stance)


def test_the_clause_goes_on_after_the_source() -> None:
    found = only("قتل قائد بحسب مسؤولين محليين في غارة جوية على القرية.")
    assert contents(found) == ["قتل قائد", "في غارة جوية على القرية"]


def test_a_name_in_quotation_marks_is_not_the_content() -> None:
    found = only("تطلق المجموعة على نفسها اسم «كتائب النصر» حسبما أعلن الجيش.")
    assert contents(found) == ["تطلق المجموعة على نفسها اسم «كتائب النصر»"]


def test_the_document_before() -> None:
    found = only("أما البيان الثاني فجاء فيه: «لن نغادر هذه المدينة».")
    assert (found.cue.text, found.source_name, found.source_type) == ("جاء فيه", "البيان الثاني", "document")


def test_this_is_what_he_confirmed() -> None:
    _, second = find("قال شهود إن الجسر انهار. هذا ما أكده لنا رئيس البلدية.")
    assert second.source is not None
    assert second.source.text == "رئيس البلدية"
    assert contents(second) == ["قال شهود إن الجسر انهار"]


def test_a_contrast_with_a_fronted_source_ends_the_content() -> None:
    first, second = find("أكد الوزير أن المعبر مفتوح، لكن رئيسة البلدية ترى أن الطريق خطر.")
    assert contents(first) == ["المعبر مفتوح"]
    assert second.parent is None


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("مندوب الصين", "state"),
        ("البعثة الأميركية لدى الأمم المتحدة", "state"),
        ("جمعية الهلال الأحمر الفلسطيني", "rescue"),
        ("اللجنة الدولية للصليب الأحمر", "ngo"),
        ("إدارة المستشفى", "medical"),
        ("الإدارة الأميركية", "state"),
        ("حراس المدرسة", "witness"),
        ("المجلس القروي", "state"),
    ],
)
def test_bodies_and_what_they_do(source: str, type_: str) -> None:
    assert only(f"بحسب {source}، أغلقت الطريق.").source_type == type_


def test_the_head_of_the_body_named_before() -> None:
    _, second = find(
        "وصلت منظمة أطباء بلا حدود إلى المدينة. وقالت رئيستها ماري دوبون إن الدواء نفد. وأضافت أن الماء مقطوع."
    )
    assert second.source_type == "ngo"


def test_no_name_over_a_line() -> None:
    found = only("وزارة الصحة السودانية\nاستقبلت المستشفيات خمسة جرحى. وأضافت أن الوضع صعب.")
    assert found.source_name == "وزارة الصحة السودانية"


def test_the_movement_is_the_one_named_before() -> None:
    _, second = find("نفت حركة النهضة ذلك. وقالت الحركة إنها ستشارك في الانتخابات.")
    assert (second.source_name, second.source_type) == ("حركة النهضة", "political")


def test_whoever_goes_on_is_the_one_nobody_named() -> None:
    assert [a.source_name for a in find("وأشار إلى أن تقريراً وصل من رئيس اللجنة، مؤكداً أنه غير صحيح.")] == [None, None]
