/* Starts the tables, keeps the items' difficulty boxes in step with the table of difficulties,
   grows text cells, and leads from a message to the cell it speaks of. */
(() => {
  "use strict";

  const tables = new Map();

  /** Rebuild the boxes 1, 2, 3 … of every programme item after the difficulties changed. */
  const syncPicks = () => {
    const difficulties = tables.get("difficulties");
    const items = tables.get("programme_items");
    if (!difficulties || !items) return;
    const wanted = difficulties.shown().map((row) => ({
      value: difficulties.uuid(row),
      title: difficulties.field(row, "text").value,
    }));
    const key = JSON.stringify(wanted);
    items.rows().forEach((row) => {
      const picks = row.querySelector(".picks");
      if (picks.dataset.key === key) return;
      picks.dataset.key = key;
      const checked = new Set([...picks.querySelectorAll(":checked")].map((box) => box.value));
      const name = `${items.name}-${items.index(row)}-difficulties`;
      picks.replaceChildren(...wanted.map(({ value, title }, place) => {
        const label = document.createElement("label");
        const box = document.createElement("input");
        const number = document.createElement("span");
        Object.assign(box, { type: "checkbox", name, value, checked: checked.has(value) });
        box.dataset.label = `${picks.getAttribute("aria-label")} ${place + 1}: ${title}`;
        box.setAttribute("aria-label", `${items.title(row)}, ${box.dataset.label}`);
        number.textContent = place + 1;
        number.setAttribute("aria-hidden", "true");
        label.title = title;
        label.append(box, number);
        return label;
      }));
    });
  };

  const reveal = (id) => {
    const element = document.getElementById(id);
    if (!element) return false;
    const panel = element.closest("[role=tabpanel]");
    if (panel) document.querySelector(`[role=tab][href="#${panel.id}"]`)?.click();
    element.closest("details")?.setAttribute("open", "");
    window.setTimeout(() => {
      const target = element.matches("fieldset, .picks, section, div, dl")
        ? element.querySelector("input, textarea, select, button, a") || element
        : element;
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    }, 60);
    return true;
  };

  const growByHand = () => {
    if (window.CSS?.supports?.("field-sizing", "content")) return;
    const grow = (area) => {
      area.style.blockSize = "auto";
      area.style.blockSize = `${area.scrollHeight}px`;
    };
    document.addEventListener("input", (event) => {
      if (event.target.matches(".iom-table textarea")) grow(event.target);
    });
    document.addEventListener("focusin", (event) => {
      if (event.target.matches(".iom-table textarea")) grow(event.target);
    });
  };

  const start = () => {
    if (!document.querySelector("[data-iom-editor]")) return;
    document.querySelectorAll("[data-iom-table]").forEach((section) => {
      const table = new window.IomRowTable(section);
      tables.set(section.dataset.iomTable, table);
      new window.IomPasting(table);
    });
    syncPicks();
    document.addEventListener("iom:rows", syncPicks);
    document.addEventListener("change", (event) => {
      if (event.target.name?.startsWith("difficulties-")) syncPicks();
      const details = event.target.closest?.(".more details");
      if (details) tables.get(details.closest("[data-iom-table]").dataset.iomTable).markDetails(details);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-iom-field]");
      if (link && reveal(link.getAttribute("href").slice(1))) event.preventDefault();
    });
    growByHand();
    const hash = window.location.hash.slice(1);
    if (hash.startsWith("id_") || hash.startsWith("row-")) window.setTimeout(() => reveal(hash), 200);
    document.getElementById("iom-problems")?.matches("[role=alert]")
      && document.getElementById("iom-problems").focus();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
