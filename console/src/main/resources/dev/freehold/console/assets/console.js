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

  // Jobs that the page shows are followed by one stream of events, while somebody can see the page.
  let stream;
  let followed = "";
  let lost = false;
  const again = (shown) => document.querySelectorAll("[data-again]").forEach((link) => (link.hidden = !shown));
  const leave = () => {
    stream?.close();
    stream = undefined;
    followed = "";
    lost = false;
  };
  const follow = () => {
    const jobs = [...document.querySelectorAll("[data-job]")].map((part) => part.dataset.job).join();
    if (document.hidden || !jobs) return leave();
    if (jobs !== followed) leave();
    again(lost);
    if (followed) return;
    followed = jobs;
    stream = new EventSource(`/console/live?jobs=${jobs}`);
    stream.addEventListener("job", (event) => tell(JSON.parse(event.data)));
    // It ends with the session, and where too many pages follow jobs: then people load the page.
    const ended = () => {
      stream?.close();
      lost = true;
      again(lost);
    };
    stream.addEventListener("end", ended);
    stream.onerror = (event) => {
      if (event.target === stream && stream.readyState === EventSource.CLOSED) ended();
    };
  };
  const tell = (news) => {
    const part = document.getElementById(`job-${news.job}`);
    if (!part) return;
    // Aloud in a place of its own, at each quarter and each change of state.
    if (part.dataset.say !== news.said) document.getElementById("said").textContent = news.said;
    part.dataset.say = news.said;
    if (part.dataset.look !== news.look) return load(part);
    const text = part.querySelector("[data-progress]");
    if (text) text.textContent = news.progress;
    const bar = part.querySelector("progress");
    if (bar) bar.value = news.percent;
    const end = part.querySelector("[data-end] time");
    if (end && news.end) {
      end.dateTime = news.end;
      end.textContent = news.endUtc;
      delete end.dataset.local;
      times(part);
    }
  };
  // Other parts and buttons: the page is loaded, or the part alone where somebody is at work.
  const load = (part) => {
    if (part.dataset.look === "") return;
    part.dataset.look = "";
    const main = document.getElementById("main");
    const busy = main.dataset.typed || (main !== document.activeElement && main.contains(document.activeElement));
    const target = busy ? `#${part.id}` : "#main";
    htmx.ajax("GET", location.pathname + location.search, {
      source: target,
      target,
      select: target,
      swap: "outerHTML",
      headers: { "X-Freehold-By-Itself": "true" },
    });
  };
  document.addEventListener("input", () => {
    document.getElementById("main").dataset.typed = "yes";
  });
  document.addEventListener("visibilitychange", follow);
  document.addEventListener("htmx:responseError", () => again(true));
  document.addEventListener("htmx:sendError", () => again(true));

  narrow.addEventListener("change", fit);
  document.addEventListener("htmx:load", () => times(document));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.boosted) {
      // After a page was exchanged, keyboards and screen readers begin at its content.
      fit();
      document.getElementById("main")?.focus();
    }
    follow();
  });
  // Refusals are pages too.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const type = event.detail.xhr.getResponseHeader("Content-Type") ?? "";
    if (type.startsWith("text/html")) event.detail.shouldSwap = true;
  });
  times(document);
  fit();
  follow();
})();
