"use strict";
// An enhancement only: without it the report is complete, unfiltered and not interactive.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  const findings = all("article.finding");

  // Findings that a person has settled: a mark of this browser, by the finding's fingerprint.
  const remembered = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem("docvalidate:" + key) === "1";
      if (value) localStorage.setItem("docvalidate:" + key, "1");
      else localStorage.removeItem("docvalidate:" + key);
    } catch { /* a browser may refuse storage to local files */ }
    return false;
  };
  for (const finding of findings) {
    const box = finding.querySelector(".settle input");
    box.checked = remembered(finding.dataset.key);
    finding.classList.toggle("settled", box.checked);
    box.addEventListener("change", () => {
      remembered(finding.dataset.key, box.checked);
      finding.classList.toggle("settled", box.checked);
      filter();
    });
  }

  function filter() {
    if (!form) return;
    const severities = new Set(all("[name=severity]:checked", form).map((input) => input.value));
    const { rule, text, settled } = form.elements;
    const words = text.value.trim().toLowerCase().split(/\s+/);
    const filtering = rule.value || text.value.trim() || !settled.checked
      || severities.size < all("[name=severity]", form).length;
    let shown = 0;
    for (const finding of findings) {
      const said = finding.textContent.toLowerCase();
      finding.hidden = !(severities.has(finding.dataset.severity)
        && (!rule.value || finding.dataset.rule === rule.value)
        && (settled.checked || !finding.classList.contains("settled"))
        && words.every((word) => said.includes(word)));
      shown += finding.hidden ? 0 : 1;
    }
    // Shipments that could not be read stay in sight whatever is filtered.
    for (const shipment of all("section.shipment")) {
      const empty = filtering && !shipment.querySelector("article.finding:not([hidden])")
        && !shipment.querySelector(".unread");
      shipment.hidden = empty;
      for (const link of all(`[data-go="${shipment.id}"]`)) link.hidden = empty;
    }
    for (const gaps of all("details.gaps")) {
      gaps.hidden = !gaps.querySelector("article.finding:not([hidden])");
      gaps.open ||= Boolean(filtering);
    }
    document.getElementById("shown").textContent = filtering ? `${shown} of ${findings.length} findings shown` : "";
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", filter);
    form.elements.print.addEventListener("click", () => print());
    form.elements.papers.addEventListener("click", ({ target }) => {
      const open = target.getAttribute("aria-pressed") !== "true";
      for (const paper of all("details.paper")) paper.open = open;
      target.setAttribute("aria-pressed", String(open));
      target.textContent = open ? "Close all papers" : "Open all papers";
    });
  }

  // A value and its box on the page light up together.
  const light = (id, on) => {
    document.getElementById(id)?.classList.toggle("lit", on);
    document.getElementById(id + "r")?.classList.toggle("lit", on);
  };
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(kind, ({ target }) => {
      const mark = target.closest?.(".mark");
      const row = target.closest?.("tr")?.querySelector("td[data-mark]");
      const cell = target.closest?.("td[data-mark]") || (target.closest?.("table.fields") ? row : null);
      if (mark) light(mark.id, on);
      else if (cell) light(cell.dataset.mark, on);
    });
  }

  // A link into a closed paper opens it, also in browsers that do not do so by themselves.
  const reveal = () => {
    const goal = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = goal && goal.closest("details:not([open])");
    if (closed) { closed.open = true; goal.scrollIntoView({ block: "center" }); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  filter();
})();
