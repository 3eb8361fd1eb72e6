/* Cells pasted into a table of the editor fill it to the right and down, as in a spreadsheet;
   a head that comes along says which column is which. One button takes all of it back. */
(() => {
  "use strict";

  const MOST_ROWS = 500;
  // Headings of the programme (5.1), as schools write them; «» is a column that isn't needed.
  const HEADINGS = [
    ["", /^(№|номер$|n$|п\/п)/],
    ["group", /^деятельность$/],
    ["activity_joint", /совместн/],
    ["activity_accompanied", /сопровождаем|молод|наставляем/],
    ["activity_accompanying", /сопровождающ|наставник/],
    ["content", /^(содержание|мероприяти|пункт программы|тема)/],
    ["due", /^(срок|дата|когда|период)/],
    ["direction", /^(направлени|раздел)/],
    ["expected_result", /^(ожидаем|планируем).*результат/],
  ];

  const heading = (text) => {
    const plain = text.toLowerCase().replace(/-\n/g, "").replace(/\s+/g, " ").trim();
    const found = plain.length < 60 && HEADINGS.find(([, pattern]) => pattern.test(plain));
    return found ? found[0] : null;
  };

  /** Take the head off and return the field of each column, null where it has none to go to. */
  const takeHead = (rows) => {
    const first = rows[0].map((text) => (text ? heading(text) : undefined));
    if (!first.includes("content") || first.filter((name) => name).length < 2) return null;
    let fields = first;
    let depth = 1;
    const second = rows[1]?.map((text) => (text ? heading(text) : undefined));
    // What isn't known may stand there only as the lower part of a tall cell.
    const known = second?.every((name, x) => name !== null || rows[1][x] === rows[0][x]);
    if (known && second.some((name) => name?.startsWith("activity_"))) {
      fields = Array.from({ length: Math.max(first.length, second.length) }, (_, x) => second[x] || first[x]);
      depth = 2;
    }
    const names = rows[0];
    rows.splice(0, depth);
    return fields.map((name, x) => ({ name: name === "group" ? null : name, title: names[x] }));
  };

  const counts = (texts) => texts.length > 1 && texts.every((text, n) => text.replace(/[.)]$/, "") === String(n + 1));

  /** Rows that only number the columns go, and a first column that only numbers the rows. */
  const dropCounters = (rows, whole) => {
    if (rows.length > 1 && rows[0].length > 2 && counts(rows[0])) rows.shift();
    const first = rows.map((row) => row[0]).filter(Boolean);
    const numbers = first.length && first.every((text) => /^\d+[.)]?$/.test(text));
    if (whole && numbers && rows.every((row) => row.length > 1)) rows.forEach((row) => row.shift());
  };

  class Pasting {
    constructor(table) {
      this.table = table;
      table.section.addEventListener("paste", (event) => this.onPaste(event));
    }

    /** The cells of a row that take a text, in their order; a term is one cell of three fields. */
    slots(row) {
      return [...row.querySelectorAll("tr:first-child > td[data-label]")]
        .map((cell) => {
          if (this.table.field(cell, "due_words")) return { name: "due", cell };
          const control = cell.querySelector("textarea") || cell.querySelector(".date input");
          return control && { name: control.name.replace(/^.*-/, ""), cell };
        })
        .filter(Boolean);
    }

    onPaste(event) {
      const control = event.target.closest(".item textarea, .item input");
      const row = control?.closest(".item");
      const found = row && event.clipboardData && window.IomClipboard.read(event.clipboardData);
      if (!found) return;
      const slots = this.slots(row);
      const start = slots.findIndex(({ cell }) => cell.contains(control));
      if (start < 0) return;
      event.preventDefault();
      const { words } = this.table;
      if (found.rows.length > MOST_ROWS) {
        this.note(row, words.paste_long.replace("%s", found.rows.length), null);
        return;
      }
      const named = this.table.name === "programme_items" ? takeHead(found.rows) : null;
      dropCounters(found.rows, !named && start === 0);
      const width = Math.max(0, ...found.rows.map((cells) => cells.length));
      const columns = named || slots.slice(start, start + width).map(({ name }) => ({ name }));
      this.changes = [];
      this.added = [];
      const rows = this.fill(row, found.rows, columns);
      this.table.renumber();
      const said = [words.pasted.replace("%s", rows.length)];
      const lost = this.lost(found.rows, columns);
      if (lost.length) said.push(words.paste_left.replace("%s", lost.join(", ")));
      if (found.outside) said.push(words.paste_outside);
      this.note(rows[0] || row, said.join(" "), () => this.undo());
      this.tell();
    }

    fill(first, texts, columns) {
      const shown = this.table.shown();
      let row = first;
      return texts.map((cells, y) => {
        if (y) {
          const next = shown[shown.indexOf(first) + y];
          if (next) row = next;
          else { row = this.table.add(row); this.added.push(row); }
        }
        columns.forEach(({ name }, x) => { if (name) this.write(row, name, cells[x] || ""); });
        const details = row.querySelector(".more details");
        if (details) this.table.markDetails(details);
        return row;
      });
    }

    write(row, name, text) {
      const values = name === "due" ? window.IomClipboard.term(text) : { [name]: text };
      Object.entries(values).forEach(([field, pasted]) => {
        const target = this.table.field(row, field);
        if (!target || target.value === pasted) return;
        const before = target.value;
        target.value = pasted;
        // A field of one line keeps no line break: what it holds now is what was pasted.
        this.changes.push({ target, before, pasted: target.value });
      });
    }

    /** The columns with something in them that had no place to go: by their titles or numbers. */
    lost(rows, columns) {
      const width = Math.max(0, ...rows.map((row) => row.length));
      return Array.from({ length: width }, (_, x) => x)
        .filter((x) => columns[x]?.name == null && rows.some((row) => row[x]))
        .map((x) => (columns[x]?.title ? `«${columns[x].title}»` : String(x + 1)));
    }

    /** Take back what was pasted; what was written since stays as it is. */
    undo() {
      this.changes.forEach(({ target, before, pasted }) => {
        if (target.value === pasted) target.value = before;
      });
      const isEmpty = (control) => (control.type === "checkbox" ? !control.checked : !control.value);
      this.added
        .filter((row) => [...row.querySelectorAll("td[data-label] :is(textarea, input, select), .more :is(textarea, input, select)")].every(isEmpty))
        .forEach((row) => {
          this.table.field(row, "DELETE").checked = true;
          row.hidden = true;
        });
      this.table.renumber();
      this.tell();
    }

    /** Let the form know of the changes: it warns of unsaved ones, saves, grows its cells. */
    tell() {
      this.changes.forEach(({ target }) => {
        target.dispatchEvent(new Event("input", { bubbles: true }));
        target.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }

    note(row, text, undo) {
      this.table.section.querySelector(".undo--paste")?.remove();
      const note = document.createElement("tbody");
      note.className = "undo undo--paste";
      note.innerHTML = '<tr><td class="undo__cell"><span></span> </td></tr>';
      note.querySelector("td").colSpan = row.rows[0].cells.length;
      note.querySelector("span").textContent = text;
      if (undo) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button button-small button-secondary";
        button.textContent = this.table.words.paste_undo;
        button.addEventListener("click", () => {
          undo();
          note.remove();
          row.querySelector("textarea")?.focus();
          this.table.say(this.table.words.paste_undone);
        });
        note.querySelector("td").append(button);
      }
      row.before(note);
      this.table.say(text);
    }
  }

  window.IomPasting = Pasting;
})();
