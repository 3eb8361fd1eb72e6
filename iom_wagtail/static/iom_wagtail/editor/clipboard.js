/* A table in the clipboard, copied in Word, Excel, LibreOffice or a browser, as rows of texts. */
(() => {
  "use strict";

  const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6";
  const HIDDEN = "style, script, del, [style*='display:none'], [style*='display: none'], [style*='mso-hide:all']";

  const tidy = (text) => text.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000\ue001]/g, "")
    .split("\n").map((line) => line.replace(/[ \t\u00a0]+/g, " ").trim()).join("\n")
    .replace(/\n{3,}/g, "\n\n").trim();

  /** The text of a cell: paragraphs are lines, what Word hides or marks as deleted is left out. */
  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(HIDDEN).forEach((el) => el.remove());
    // A source line break is a blank; a real one is an element.
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replace(/\s+/g, (s) => (s.includes("\u00a0") ? "\u00a0" : " "));
    copy.querySelectorAll("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']").forEach((mark) => {
      mark.textContent = `${mark.textContent.replace(/[·§o\uf0a7\uf0b7]/g, "–").trim()} `;
    });
    copy.querySelectorAll("br").forEach((el) => el.replaceWith("\n"));
    copy.querySelectorAll(BLOCKS).forEach((el) => { el.before("\n"); el.after("\n"); });
    return tidy(copy.textContent.replace(/ *\n[\n ]*/g, "\n"));
  };

  const rowsOf = (table) => [...table.rows].filter((row) => row.closest("table") === table);

  /** The cells of a table in their places; a cell merged over rows is repeated in each of them. */
  const gridOf = (table) => {
    const grid = [];
    rowsOf(table).forEach((row, y) => {
      grid[y] = grid[y] || [];
      let x = 0;
      [...row.cells].forEach((cell) => {
        while (grid[y][x]) x += 1;
        const text = textOf(cell);
        for (let down = 0; down < Math.min(cell.rowSpan || 1, 500); down += 1) {
          grid[y + down] = grid[y + down] || [];
          for (let right = 0; right < Math.min(cell.colSpan || 1, 50); right += 1) {
            grid[y + down][x + right] = { text: right ? "" : text, own: !down && !right };
          }
        }
      });
    });
    return grid
      .filter((cells) => cells.some((cell) => cell && cell.own && cell.text))
      .map((cells) => Array.from(cells, (cell) => (cell ? cell.text : "")));
  };

  /** Cells separated by tabs, as a spreadsheet writes them: quoted where they hold line breaks. */
  const gridOfText = (text) => {
    const rows = [[]];
    const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    while (cell.lastIndex <= source.length) {
      const found = cell.exec(source);
      if (!found) return null;
      rows.at(-1).push(tidy(found[1] === undefined ? found[2] : found[1].replace(/""/g, '"')));
      if (found[3] === "") break;
      if (found[3] === "\n") rows.push([]);
    }
    return rows.filter((row) => row.some(Boolean));
  };

  /** Return {rows, outside} of a table of more than one cell, or null: then it is pasted as text. */
  const read = (data) => {
    const html = data.getData("text/html");
    const plain = data.getData("text/plain");
    let rows = null;
    let outside = false;
    if (/<table[\s>]/i.test(html)) {
      const page = new DOMParser().parseFromString(html, "text/html");
      const tables = [...page.querySelectorAll("table")].filter((t) => !t.parentElement.closest("table"));
      rows = tables.flatMap(gridOf);
      tables.forEach((table) => table.remove());
      outside = Boolean(textOf(page.body));
    } else if (plain.includes("\t") && !html.trim()) {
      rows = gridOfText(plain);
    }
    if (!rows || rows.length * Math.max(0, ...rows.map((row) => row.length)) < 2) return null;
    return { rows, outside };
  };

  const DAY = "(\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2}))(?:\\s*г(?:\\.|ода?)?)?";
  const SINGLE = new RegExp(`^${DAY}\\.?$`, "i");
  const UNTIL = new RegExp(`^(?:до|по)\\s+${DAY}\\.?$`, "i");
  const SPAN = new RegExp(`^(?:со?)?\\s*${DAY}\\s*(?:по|до|[-–—])\\s*${DAY}\\.?$`, "i");

  const day = (text) => {
    const [date, month, year] = text.split(/[./-]/).map(Number);
    const full = year < 100 ? year + 2000 : year;
    const made = new Date(full, month - 1, date);
    if (made.getMonth() !== month - 1 || made.getDate() !== date) return "";
    return `${String(date).padStart(2, "0")}.${String(month).padStart(2, "0")}.${full}`;
  };

  /** A term in three fields: plain days become days, all else stays words (as intake/dates.py). */
  const term = (text) => {
    const words = { due_from: "", due_to: "", due_words: text.replace(/\s+/g, " ") };
    for (const [pattern, make] of [
      [SINGLE, (d) => ({ due_from: d[0], due_to: d[0], due_words: "" })],
      [UNTIL, (d) => ({ due_from: "", due_to: d[0], due_words: "" })],
      [SPAN, (d) => ({ due_from: d[0], due_to: d[1], due_words: "" })],
    ]) {
      const found = words.due_words.match(pattern);
      if (found) {
        const days = found.slice(1).map(day);
        return days.every(Boolean) ? make(days) : words;
      }
    }
    return words;
  };

  window.IomClipboard = { read, term };
})();
