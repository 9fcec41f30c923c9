// The form sent without loading the page anew, so that screen readers hear what changed. Without this file it is sent as any form.
"use strict";

const form = document.getElementById("form");
const text = document.getElementById("text");

async function analyse() {
  if (form.getAttribute("aria-busy") === "true") return;
  const [error, status, result] = ["error", "status", "result"].map((id) => document.getElementById(id));
  form.setAttribute("aria-busy", "true");
  error.textContent = "";
  status.textContent = form.dataset.working;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = (id) => page.getElementById(id);
    error.textContent = part("error").textContent;
    status.textContent = part("status").textContent;
    result.replaceChildren(...part("result").childNodes);
    (answer.ok ? result : text).focus();
  } catch {
    status.textContent = "";
    error.textContent = form.dataset.failed;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  analyse();
});

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

// The other language with the same text: the form is sent to its page.
for (const link of document.querySelectorAll("nav a")) {
  link.addEventListener("click", (event) => {
    if (!text.value.trim()) return;
    event.preventDefault();
    form.action = link.href;
    form.submit();
  });
}
