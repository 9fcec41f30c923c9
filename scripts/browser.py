"""A real browser, and the service to look at with it: Debian's chromium without a window, driven by selenium."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from selenium import webdriver
from selenium.webdriver.chrome.service import Service


def missing() -> str | None:
    """What is not installed of the programs it needs, None where all are."""
    absent = [program for program in ("chromium", "chromedriver") if not shutil.which(program)]
    return f"no {' and no '.join(absent)} (Debian: apt-get install chromium chromium-driver)" if absent else None


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A browser, closed in the end."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    # Containers run as root and have little shared memory.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def set_window(driver: webdriver.Chrome, width: int, height: int, *, dark: bool = False, scale: float = 1) -> None:
    """Set what the page finds itself in.

    width, height (int): of the window, in CSS pixels. dark (bool): whether the reader prefers dark. scale (float): device
    pixels to a CSS pixel.
    """
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of an application that is served by a thread on a free port, stopped in the end."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the service did not start")
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()
