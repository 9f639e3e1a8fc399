"use strict";
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  // Times are UTC without a script. With one, the reader's own comes first and UTC stays beside it.
  const times = (root) => {
    if (zone === "UTC") return;
    root.querySelectorAll("time[datetime]:not([data-local])").forEach((time) => {
      time.dataset.local = zone;
      time.textContent = `${local.format(new Date(time.dateTime))} (${time.textContent.trim()})`;
    });
  };
  const narrow = matchMedia("(max-width: 52rem)");
  const fit = () => {
    const menu = document.querySelector("details.menu");
    if (menu) menu.open = !narrow.matches;
  };
  // A part that is exchanged by itself says what is new in it, in a place that stays.
  const say = () => {
    const said = document.getElementById("said");
    const news = document.querySelector("[data-say]")?.dataset.say;
    if (said && news && said.textContent !== news) said.textContent = news;
  };
  narrow.addEventListener("change", fit);
  document.addEventListener("htmx:load", () => times(document));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.boosted) {
      // After a page was exchanged, keyboards and screen readers begin at its content.
      fit();
      document.getElementById("main")?.focus();
    } else say();
  });
  // Refusals are pages too.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const type = event.detail.xhr.getResponseHeader("Content-Type") ?? "";
    if (type.startsWith("text/html")) event.detail.shouldSwap = true;
  });
  times(document);
  fit();
})();
