// Filters of the list of editions: what does not fit what is chosen is taken out of the page. The choice stands in
// the address, so that it can be kept and passed on.
"use strict";

const form = document.querySelector(".filters");
const editions = [...document.querySelectorAll(".edition")];
const filters = [...form.querySelectorAll("select")];
const newest = document.querySelector("#filter-newest");
const shown = document.querySelector(".shown");

function fits(edition) {
  const chosen = filters.every((filter) => !filter.value || edition.dataset[filter.dataset.filter] === filter.value);
  return chosen && (!newest.checked || edition.dataset.state === "current");
}

function apply() {
  let count = 0;
  for (const edition of editions) {
    edition.hidden = !fits(edition);
    count += edition.hidden ? 0 : 1;
  }
  shown.textContent = shown.dataset.text.replace("#", count).replace("#", editions.length);
  document.querySelector(".none").hidden = count > 0;
}

function remember() {
  const chosen = new URLSearchParams(filters.filter((filter) => filter.value).map((filter) => [filter.dataset.filter, filter.value]));
  if (newest.checked) chosen.set("newest", "1");
  history.replaceState(null, "", chosen.size ? `?${chosen}${location.hash}` : location.pathname + location.hash);
}

function recall() {
  const chosen = new URLSearchParams(location.search);
  for (const filter of filters) {
    const value = chosen.get(filter.dataset.filter) ?? "";
    filter.value = [...filter.options].some((option) => option.value === value) ? value : "";
  }
  newest.checked = chosen.has("newest");
}

// A link to an edition that is filtered out shows it all the same.
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.classList.contains("edition") && target.hidden) {
    for (const filter of filters) filter.value = "";
    newest.checked = false;
    apply();
    remember();
    target.scrollIntoView();
  }
}

form.hidden = false;
form.addEventListener("change", () => { apply(); remember(); });
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", reveal);
recall();
apply();
reveal();
