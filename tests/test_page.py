"""The page in a real browser: pasted, sent by keyboard, read; in both languages; hostile text runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from spacy.language import Language

from tests.conftest import ROOT, load_module

pytest.importorskip("fastapi", reason="needs the extra serve")
pytest.importorskip("selenium", reason="needs selenium")

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from marsad import to_dict
from marsad.render import page
from marsad.service import Limits, create_app

browser = load_module(ROOT / "scripts" / "browser.py")
TEXT = "أعلن مصدر طبي مقتل ثلاثة مدنيين في حلب، ونقلت وكالة الأنباء عن المحافظ قوله إن 5 أصيبوا."
HOSTILE = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> قتل 3\r\nفي حلب \u202e(12)"
SECONDS = 10


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    if reason := browser.missing():
        pytest.skip(reason)
    with browser.browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(rules: Language) -> Iterator[str]:
    with browser.serving(create_app(rules, Limits(characters=2000))) as served:
        yield served


def wait(driver: Any, condition: str) -> Any:
    """The value of a JavaScript expression once it is true."""
    return WebDriverWait(driver, SECONDS).until(lambda d: d.execute_script(f"return {condition}"))


def press(driver: Any, *keys: str) -> None:
    driver.switch_to.active_element.send_keys(*keys)


def test_a_report_is_pasted_sent_and_read_by_keyboard(driver: Any, address: str) -> None:
    driver.get(address)
    assert driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "ar"
    reached = []
    for _ in range(12):  # to the text, the date (whose parts are stops of their own) and the button, by Tab alone
        press(driver, Keys.TAB)
        reached.append(driver.switch_to.active_element.get_attribute("id") or driver.switch_to.active_element.tag_name)
        if reached[-1] == "text":
            press(driver, TEXT)
        if reached[-1] == "button":
            break
    assert reached[-1] == "button"
    press(driver, Keys.ENTER)
    wait(driver, "document.querySelector('#result .marsad')")
    assert driver.execute_script("return document.querySelector('#result .text').textContent") == TEXT
    assert driver.switch_to.active_element.get_attribute("id") == "result"
    assert "2" in driver.find_element(By.CSS_SELECTOR, "[aria-live=polite]").text
    assert len(driver.find_elements(By.CSS_SELECTOR, "#result tbody tr")) == 2


def test_reaching_a_content_by_keyboard_shows_who_says_it(driver: Any, address: str) -> None:
    driver.get(address)
    driver.find_element(By.ID, "text").send_keys(TEXT, Keys.CONTROL, Keys.ENTER)
    wait(driver, "document.querySelector('#result .marsad')")
    for _ in range(20):
        press(driver, Keys.TAB)
        if driver.switch_to.active_element.get_attribute("role") == "group":
            break
    content = driver.switch_to.active_element
    tip = driver.find_element(By.ID, content.get_attribute("aria-describedby"))
    assert tip.is_displayed()
    assert "مصدر طبي" in tip.text
    source = driver.find_element(By.CSS_SELECTOR, f".source[data-n='{content.get_attribute('data-n')}']")
    assert source.value_of_css_property("outline-style") == "solid"
    shown = [element.is_displayed() for element in driver.find_elements(By.CLASS_NAME, "tip")]
    assert shown.count(True) == 1


def test_the_language_switch_keeps_text_and_result(driver: Any, address: str) -> None:
    driver.get(address)
    driver.find_element(By.LINK_TEXT, "English").send_keys(Keys.ENTER)
    wait(driver, "document.documentElement.lang === 'en' && document.readyState === 'complete'")
    assert driver.find_element(By.TAG_NAME, "html").get_attribute("dir") == "ltr"
    driver.find_element(By.ID, "text").send_keys(TEXT)
    driver.find_element(By.CSS_SELECTOR, "button").send_keys(Keys.ENTER)
    wait(driver, "document.querySelector('#result .marsad')")
    assert "killed" in driver.find_element(By.ID, "result").text
    driver.find_element(By.LINK_TEXT, "العربية").send_keys(Keys.ENTER)
    wait(driver, "document.documentElement.lang === 'ar' && document.querySelector('#result .marsad')")
    assert driver.find_element(By.ID, "text").get_attribute("value") == TEXT
    assert "مدنيون" in driver.find_element(By.ID, "result").text


def test_an_error_is_told_and_can_be_mended(driver: Any, address: str) -> None:
    driver.get(f"{address}?lang=en")
    field = driver.find_element(By.ID, "text")
    field.send_keys(Keys.CONTROL, Keys.ENTER)
    wait(driver, "document.querySelector('[role=alert]').textContent.includes('empty')")
    assert driver.switch_to.active_element.get_attribute("id") == "text"
    field.send_keys(TEXT, Keys.CONTROL, Keys.ENTER)
    wait(driver, "document.querySelector('#result .marsad')")
    assert not driver.find_element(By.CSS_SELECTOR, "[role=alert]").text


def test_hostile_text_runs_nothing(driver: Any, address: str, rules: Language, tmp_path: Any) -> None:
    file = tmp_path / "report.html"
    file.write_text(page([to_dict(rules(HOSTILE), id=HOSTILE)]), encoding="utf-8", newline="")
    driver.get(file.as_uri())
    assert driver.execute_script("return document.querySelector('.text').textContent") == HOSTILE
    assert driver.title == "مرصد"
    driver.get(address)
    driver.execute_script("document.getElementById('text').value = arguments[0]", HOSTILE)
    driver.find_element(By.CSS_SELECTOR, "button").send_keys(Keys.ENTER)
    wait(driver, "document.querySelector('#result .marsad')")
    assert driver.title == "مرصد"
    # A text area holds line ends as LF.
    text = driver.execute_script("return document.querySelector('#result .text').textContent")
    assert text == HOSTILE.replace("\r\n", "\n")


@pytest.mark.parametrize("width", [320, 375, 1200])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_is_wider_than_the_window(driver: Any, address: str, width: int, lang: str) -> None:
    browser.set_window(driver, width, 800)
    driver.get(f"{address}?lang={lang}")
    driver.find_element(By.ID, "text").send_keys(f"{TEXT} {'ا' * 90}", Keys.CONTROL, Keys.ENTER)
    wait(driver, "document.querySelector('#result .marsad')")
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width


def test_labelled_controls_and_no_complaints(driver: Any, address: str) -> None:
    driver.get_log("browser")  # what earlier pages complained of
    driver.get(address)
    for field in driver.find_elements(By.CSS_SELECTOR, "textarea, input, button, a, nav"):
        assert field.accessible_name, field.get_attribute("outerHTML")
    assert [entry["message"] for entry in driver.get_log("browser") if "favicon" not in entry["message"]] == []
