/* Tables of the route editor: rows are inserted, moved, copied and deleted without a reload.
   Without this script the same buttons submit the form and the server does it (row_moves.py). */
(() => {
  "use strict";

  const words = () => JSON.parse(document.getElementById("iom-editor-words").textContent);
  const CONTROLS = "textarea, select, input:not([type=hidden])";

  const newUuid = () => {
    if (window.crypto.randomUUID) return window.crypto.randomUUID();
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  class RowTable {
    constructor(section) {
      this.section = section;
      this.name = section.dataset.iomTable;
      this.words = words();
      this.table = section.querySelector("table");
      this.blank = section.querySelector("template[data-blank]");
      this.total = section.querySelector(`[name="${this.name}-TOTAL_FORMS"]`);
      this.status = document.createElement("div");
      this.status.className = "w-sr-only";
      this.status.setAttribute("role", "status");
      section.append(this.status);
      if ("brief" in section.dataset) this.drawInFull();
      this.rows().forEach((row) => this.equip(row));
      section.querySelectorAll("[data-keys]").forEach((el) => { el.hidden = false; });
      section.querySelector("[data-add]").type = "button";
      section.classList.add("is-live");
      section.addEventListener("click", (event) => this.onClick(event));
      section.addEventListener("keydown", (event) => this.onKey(event));
      this.enableDragging();
      this.renumber();
    }

    // --- rows -------------------------------------------------------------

    rows() { return [...this.table.tBodies].filter((body) => body.matches(".item")); }
    shown() { return this.rows().filter((row) => !row.hidden); }
    field(row, name) { return row.querySelector(`[name$="-${name}"]`); }
    index(row) { return this.field(row, "id").name.slice(this.name.length + 1, -3); }
    uuid(row) { return this.field(row, "uuid").value; }

    make(index) {
      const holder = document.createElement("table");
      holder.innerHTML = this.blank.innerHTML.replaceAll("__prefix__", index);
      return holder.tBodies[0];
    }

    /** Rows of a long table come with their values only: put them into full rows. */
    drawInFull() {
      const uuids = JSON.parse(document.getElementById(`${this.name}-uuids`).textContent);
      [...this.table.tBodies].forEach((brief, place) => {
        const index = this.index(brief);
        const full = this.make(index);
        this.field(full, "uuid").value = uuids[place];
        this.copyValues(brief, full, true);
        const says = brief.querySelector(".says");
        if (says) full.querySelector(".ins").before(says);
        full.classList.toggle("item--bad", brief.matches(".item--bad"));
        brief.replaceWith(full);
      });
    }

    copyValues(from, to, everything) {
      from.querySelectorAll("[name]").forEach((source) => {
        const name = source.name.replace(/^(.*?-)(\d+|__prefix__)-/, "");
        if (!everything && ["id", "uuid", "ORDER", "DELETE"].includes(name)) return;
        if (source.type === "checkbox") {
          to.querySelectorAll(`[name$="-${name}"]`).forEach((box) => {
            if (box.value === source.value) box.checked = source.checked;
          });
        } else {
          const target = this.field(to, name);
          if (target) target.value = source.value;
        }
        if (source.hasAttribute("aria-invalid")) {
          this.field(to, name).setAttribute("aria-invalid", "true");
        }
      });
    }

    /** Give a row its handle, its menu and a typed «+» instead of submit buttons. */
    equip(row) {
      row.querySelectorAll("button[name]").forEach((button) => { button.type = "button"; });
      const number = row.querySelector(".c-no .no");
      const handle = document.createElement("button");
      handle.type = "button";
      handle.className = "handle";
      handle.draggable = true;
      number.before(handle);
      handle.append(number);
      const menu = document.createElement("button");
      menu.type = "button";
      menu.className = "row-menu";
      menu.textContent = "⋯";
      menu.setAttribute("aria-haspopup", "true");
      menu.setAttribute("aria-expanded", "false");
      row.querySelector(".c-act").append(menu);
      const box = this.field(row, "DELETE");
      if (box && box.checked) row.hidden = true;
      const details = row.querySelector(".more details");
      if (details) this.markDetails(details);
    }

    markDetails(details) {
      const filled = [...details.querySelectorAll(CONTROLS)].some((c) =>
        c.type === "checkbox" ? c.checked : c.value);
      details.classList.toggle("is-filled", filled);
    }

    /** Add a row behind another one, or first; the caller renumbers. */
    add(after, from) {
      const index = Number(this.total.value);
      const row = this.make(index);
      this.field(row, "uuid").value = newUuid();
      if (from) this.copyValues(from, row, false);
      this.total.value = index + 1;
      if (after) after.after(row);
      else if (this.rows().length) this.rows()[0].before(row);
      else this.table.append(row);
      this.equip(row);
      row.classList.add("item--new");
      return row;
    }

    insert(after, from) {
      const row = this.add(after, from);
      this.renumber();
      row.querySelector(CONTROLS).focus();
      this.say(this.words.inserted.replace("%s", this.title(row)));
    }

    move(row, step) {
      const shown = this.shown();
      const neighbour = shown[shown.indexOf(row) + step];
      if (!neighbour) return;
      const focused = document.activeElement;
      if (step < 0) neighbour.before(row);
      else neighbour.after(row);
      focused.focus();
      this.renumber();
      this.say(this.words.moved.replace("%s", this.title(row)));
    }

    remove(row) {
      const title = this.title(row);
      this.field(row, "DELETE").checked = true;
      row.hidden = true;
      const note = document.createElement("tbody");
      note.className = "undo";
      note.innerHTML = '<tr><td class="undo__cell"><span></span> <button type="button" class="button button-small button-secondary"></button></td></tr>';
      // One more than there are would make a column, and all others narrower.
      note.querySelector("td").colSpan = row.rows[0].cells.length;
      note.querySelector("span").textContent = this.words.deleted.replace("%s", title);
      const undo = note.querySelector("button");
      undo.textContent = this.words.undo;
      undo.addEventListener("click", () => {
        this.field(row, "DELETE").checked = false;
        row.hidden = false;
        note.remove();
        this.renumber();
        row.querySelector(CONTROLS).focus();
      });
      row.before(note);
      this.renumber();
      undo.focus();
      this.say(note.querySelector("span").textContent);
    }

    title(row) { return `${this.section.dataset.rowWord} ${row.dataset.no}`; }
    say(text) { this.status.textContent = text; }

    renumber() {
      let number = 0;
      this.rows().forEach((row, place) => {
        this.field(row, "ORDER").value = place + 1;
        if (row.hidden) return;
        number += 1;
        if (row.dataset.no === String(number)) return;
        row.dataset.no = number;
        this.name_(row);
      });
      this.section.querySelector("[data-count]").textContent = number;
      this.section.classList.toggle("is-empty", number === 0);
      this.section.dispatchEvent(new CustomEvent("iom:rows", { bubbles: true }));
    }

    /** Name every control for those who don't see the table: «Пункт 3, срок с». */
    name_(row) {
      const title = this.title(row);
      row.querySelector(".handle .no").textContent = row.dataset.no;
      row.querySelector(".handle").setAttribute("aria-label", `${title}: ${this.words.handle}`);
      row.querySelector(".row-menu").setAttribute("aria-label", `${title}: ${this.words.menu}`);
      row.querySelector(".ins button").setAttribute("aria-label", `${this.words.insert}: ${title}`);
      row.querySelectorAll(CONTROLS).forEach((control) => {
        if (!control.dataset.label) {
          const own = control.closest("label")?.textContent.trim() || control.ariaLabel;
          const group = control.closest("[role=group]")?.ariaLabel
            || control.closest("fieldset")?.querySelector("legend").textContent
            || (control.closest(".date") && control.closest("td").dataset.label);
          control.dataset.label = [group, own].filter(Boolean).join(" ");
        }
        if (control.dataset.label) control.setAttribute("aria-label", `${title}, ${control.dataset.label}`);
      });
    }

    // --- mouse and keyboard -------------------------------------------------

    onClick(event) {
      const button = event.target.closest("button");
      if (!button) return;
      const row = button.closest(".item");
      if (button.matches("[data-add]")) this.insert(this.rows().at(-1) || null);
      else if (button.closest(".ins")) this.insert(row);
      else if (button.matches(".row-menu")) this.toggleMenu(button, row);
    }

    toggleMenu(button, row) {
      const open = this.section.querySelector(".row-menu__list");
      if (open) open.dispatchEvent(new Event("iom:close"));
      if (open && open.previousElementSibling === button) return;
      const list = document.createElement("div");
      list.className = "row-menu__list";
      list.setAttribute("role", "menu");
      const close = (back) => {
        list.remove();
        button.setAttribute("aria-expanded", "false");
        document.removeEventListener("click", outside);
        if (back) button.focus();
      };
      const outside = (event) => { if (!list.contains(event.target) && event.target !== button) close(false); };
      const rows = this.rows();
      [
        ["above", () => this.insert(rows[rows.indexOf(row) - 1] || null)],
        ["below", () => this.insert(row)],
        ["duplicate", () => this.insert(row, row)],
        ["up", () => this.move(row, -1)],
        ["down", () => this.move(row, 1)],
        ["remove", () => this.remove(row)],
      ].forEach(([word, act]) => {
        const item = document.createElement("button");
        item.type = "button";
        item.setAttribute("role", "menuitem");
        item.className = `row-menu__${word}`;
        item.textContent = this.words[word];
        item.addEventListener("click", (event) => { event.stopPropagation(); close(true); act(); });
        list.append(item);
      });
      list.addEventListener("iom:close", () => close(false));
      list.addEventListener("keydown", (event) => {
        const items = [...list.children];
        const here = items.indexOf(document.activeElement);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === "Escape") { event.stopPropagation(); close(true); }
        else if (step) { event.preventDefault(); items[(here + step + items.length) % items.length].focus(); }
      });
      button.after(list);
      button.setAttribute("aria-expanded", "true");
      list.firstChild.focus();
      window.setTimeout(() => document.addEventListener("click", outside));
    }

    onKey(event) {
      const row = event.target.closest(".item");
      if (!row) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.insert(row);
      } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        this.move(row, event.key === "ArrowUp" ? -1 : 1);
      }
    }

    enableDragging() {
      let dragged = null;
      this.table.addEventListener("dragstart", (event) => {
        if (!event.target.matches?.(".handle")) return;
        dragged = event.target.closest(".item");
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setDragImage(dragged, 10, 10);
        dragged.classList.add("is-dragged");
      });
      this.table.addEventListener("dragover", (event) => {
        const over = event.target.closest(".item");
        if (!dragged || !over || over === dragged) return;
        event.preventDefault();
        const box = over.getBoundingClientRect();
        if (event.clientY < box.top + box.height / 2) over.before(dragged);
        else over.after(dragged);
      });
      this.table.addEventListener("dragend", () => {
        if (!dragged) return;
        dragged.classList.remove("is-dragged");
        dragged = null;
        this.renumber();
      });
      this.table.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
    }
  }

  window.IomRowTable = RowTable;
})();
