"""Take the pictures of the page and of a report that are in docs/, with the example reports."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import spacy
import srsly
import typer
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import presence_of_element_located
from selenium.webdriver.support.wait import WebDriverWait

import browser
from marsad.extraction import process
from marsad.reading import Report
from marsad.render import page
from marsad.service import create_app

SECONDS = 30
PAGE, REPORT = "agency-taiz", "statement-mosul"


def main(
    output: Annotated[Path, typer.Option(help="Where page.png and report.png are written")] = Path("docs"),
    model: Annotated[str, typer.Option(help="Installed pipeline, or the folder of one")] = "ar_conflict_news_sm",
    width: Annotated[int, typer.Option(help="Width of the window, in CSS pixels")] = 1000,
    dark: Annotated[bool, typer.Option(help="As a reader who prefers dark sees them")] = False,
    lang: Annotated[str, typer.Option(help="Language of the page: ar or en")] = "ar",
) -> None:
    """Take both pictures."""
    if missing := browser.missing():
        typer.echo(missing, err=True)
        raise typer.Exit(2)
    records = {record["id"]: record for record in srsly.read_jsonl("examples/reports.jsonl")}
    nlp = spacy.load(model)
    output.mkdir(parents=True, exist_ok=True)
    with browser.browser() as driver, tempfile.TemporaryDirectory() as folder:
        browser.set_window(driver, width, 800, dark=dark)
        file = Path(folder) / "report.html"
        html = page(process(nlp, [Report(**records[REPORT])]), tongue="en" if lang == "en" else "ar")
        file.write_text(html, encoding="utf-8")
        driver.get(file.as_uri())
        whole(driver, width, dark, output / "report.png")
        with browser.serving(create_app(nlp)) as address:
            browser.set_window(driver, width, 800, dark=dark)
            driver.get(f"{address}?lang={lang}")
            field = driver.find_element(By.ID, "text")
            field.send_keys(records[PAGE]["text"])
            driver.execute_script(
                "arguments[0].value = arguments[1]", driver.find_element(By.ID, "date"), records[PAGE]["date"]
            )
            field.send_keys(Keys.CONTROL, Keys.ENTER)
            WebDriverWait(driver, SECONDS).until(presence_of_element_located((By.CSS_SELECTOR, "#result .marsad")))
            driver.execute_script("document.activeElement.blur()")
            whole(driver, width, dark, output / "page.png")


def whole(driver: webdriver.Chrome, width: int, dark: bool, path: Path) -> None:
    """Take a picture of the whole page."""
    height = driver.execute_script("return document.documentElement.scrollHeight")
    browser.set_window(driver, width, height, dark=dark)
    driver.save_screenshot(str(path))
    typer.echo(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    typer.run(main)
