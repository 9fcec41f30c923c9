"""An independent speller of Arabic numerals, by the grammar books: what the reader is tested against.

It knows nothing of the product's lexicon. Gender is that of the counted noun; case is nominative or oblique.
"""

from __future__ import annotations

_MASCULINE = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_FEMININE = ("", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
_HUNDREDS = ("", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة")
_SCALES = (
    (10**12, "تريليون", "تريليونان", "تريليونات", "تريليونا"),
    (10**9, "مليار", "ملياران", "مليارات", "مليارا"),
    (10**6, "مليون", "مليونان", "ملايين", "مليونا"),
    (10**3, "ألف", "ألفان", "آلاف", "ألفا"),
)


def _oblique(word: str) -> str:
    return word[:-2] + "ين" if word.endswith(("ان", "ون")) and word not in ("مليون", "تريليون") else word


def _below_hundred(n: int, feminine: bool, oblique: bool) -> str:
    units = _FEMININE if feminine else _MASCULINE
    if n <= 10:
        return _oblique(units[n]) if oblique else units[n]
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        head = ("اثنتي" if oblique else "اثنتا") if feminine else ("اثني" if oblique else "اثنا")
        return f"{head} {'عشرة' if feminine else 'عشر'}"
    if n < 20:
        return f"{units[n - 10]} {'عشرة' if feminine else 'عشر'}"
    tens = _oblique(_TENS[n // 10]) if oblique else _TENS[n // 10]
    unit = n % 10
    if not unit:
        return tens
    head = "إحدى" if feminine and unit == 1 else _oblique(units[unit]) if oblique else units[unit]
    return f"{head} و{tens}"


def _below_thousand(n: int, feminine: bool, oblique: bool, old_hundred: bool, apart: bool) -> str:
    hundred = _HUNDREDS[n // 100]
    if oblique:
        hundred = _oblique(hundred)
    if apart and n // 100 > 2:
        hundred = hundred.removesuffix("مئة") + " مئة"
    if old_hundred:
        hundred = hundred.replace("مئ", "مائ")
    rest = _below_hundred(n % 100, feminine, oblique)
    return f"{hundred} و{rest}" if hundred and rest else hundred or rest


def spell(
    n: int,
    feminine: bool = False,
    oblique: bool = False,
    old_hundred: bool = False,
    apart: bool = False,
    free_and: bool = False,
) -> str:
    """``n`` (0 to 10**15 - 1) in words.

    feminine: for a feminine noun. oblique: accusative or genitive. old_hundred: مائة. apart: ثلاث مئة in two words.
    free_and: و as a word of its own.
    """
    if n == 0:
        return "صفر"
    terms: list[str] = []
    for scale, one, two, plural, accusative in _SCALES:
        count, n = divmod(n, scale)
        if not count:
            continue
        if count == 1:
            terms.append(one)
        elif count == 2:
            terms.append(_oblique(two) if oblique else two)
        else:
            few, many = 3 <= count % 100 <= 10, count % 100 > 10
            noun = plural if few else accusative if many else one
            terms.append(f"{_below_thousand(count, False, oblique, old_hundred, apart)} {noun}")
    if n:
        terms.append(_below_thousand(n, feminine, oblique, old_hundred, apart))
    text = " و".join(terms)
    return text.replace(" و", " و ") if free_and else text
