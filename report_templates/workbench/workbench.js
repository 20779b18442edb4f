"use strict";
// The only script of our own: follow a job, drop files, and put what is chosen from a list where the cursor is.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  for (const part of document.querySelectorAll("[data-stream]")) {
    const source = new EventSource(part.dataset.stream);
    source.addEventListener("told", (event) => { part.innerHTML = event.data; });
    source.addEventListener("done", () => { source.close(); location.reload(); });
  }

  for (const zone of document.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector("input[type=file]");
    const form = zone.closest("form");
    const problem = zone.querySelector("[role=alert]");
    const mark = (is) => zone.classList.toggle("over", is);
    const send = () => {
      const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
      const fits = bytes < Number(zone.dataset.most); // else the server hangs up before it can say so
      problem.hidden = fits;
      problem.textContent = fits ? "" : zone.dataset.large;
      if (fits) form.requestSubmit();
      else input.value = "";
    };
    zone.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
    zone.addEventListener("dragleave", () => mark(false));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length === 0) return;
      input.files = event.dataTransfer.files;
      send();
    });
    input.addEventListener("change", () => { if (input.files.length) send(); });
  }

  for (const list of document.querySelectorAll("[data-insert]")) {
    const target = document.getElementById(list.dataset.insert);
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("button[value]");
      if (!chosen) return;
      event.preventDefault();
      target.setRangeText(chosen.value, target.selectionStart, target.selectionEnd, "end");
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.focus();
    });
  }

  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, ({ target }) => {
      if (target.dataset?.failed) target.textContent = target.dataset.failed; // else it would wait for ever
    });
  }

  document.querySelector("#wrong")?.focus();
  // htmx notes the address of the page there; nothing of ours stays in the browser
  window.addEventListener("load", () => sessionStorage.clear());
})();
