// Several files at once: dropped or chosen, looked through, sent one by one with a bar that moves.
// A file that is refused or a lost connection costs nothing that was sent, or chosen, before.
// Without this file the form is sent whole, by the browser's own choosers.
(function () {
  "use strict";

  var form = document.querySelector("form[data-upload]");
  if (!form) return;

  var words = form.dataset;
  var said = form.querySelector("[data-said]");
  var sending = form.querySelector("[data-sending]");
  var bar = sending.querySelector("progress");
  var chosen = [];
  var taken = 0; // how many the server has taken since it last told so
  var busy = false;

  function say(text, href) {
    said.textContent = text;
    if (!href) return;
    var link = document.createElement("a");
    link.href = href;
    link.textContent = words.see;
    said.append(" ", link);
  }

  function size(bytes) {
    var kilo = bytes / 1024;
    var large = kilo >= 1024;
    var number = (large ? kilo / 1024 : Math.max(kilo, 0.1)).toLocaleString(
      document.documentElement.lang,
      { maximumFractionDigits: large ? 1 : 0 }
    );
    return number + "\u00a0" + (large ? words.mb : words.kb);
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // --- the list of what is chosen ---------------------------------------------------------

  function drop(entry) {
    chosen.splice(chosen.indexOf(entry), 1);
    var list = entry.row.parentNode;
    entry.row.remove();
    list.hidden = !list.children.length;
  }

  function refuse(entry, text) {
    entry.refused = true;
    entry.row.querySelector(".error").textContent = text;
  }

  function take(area, input, files) {
    if (busy) return;
    var list = area.querySelector(".chosen");
    Array.from(files).forEach(function (file) {
      var same = chosen.some(function (other) {
        return (
          other.input === input &&
          other.file.name === file.name &&
          other.file.size === file.size &&
          other.file.lastModified === file.lastModified
        );
      });
      if (same) return;
      var row = element("li");
      var entry = { file: file, input: input, row: row, refused: false };
      var out = element("button", "btn btn--quiet", words.dropOut);
      out.type = "button";
      out.setAttribute("aria-label", words.dropOut + ": " + file.name);
      out.addEventListener("click", function () {
        if (busy) return;
        drop(entry);
        area.querySelector(".drop__ask button").focus();
      });
      row.append(
        element("span", "chosen__name", file.name),
        element("small", "", size(file.size)),
        out,
        element("span", "error")
      );
      chosen.push(entry);
      list.append(row);
      if (file.size > Number(words.maxFile)) refuse(entry, words.tooLarge);
    });
    list.hidden = !list.children.length;
    say("");
  }

  function holdsFiles(event) {
    return Array.from(event.dataTransfer ? event.dataTransfer.types : []).includes("Files");
  }

  form.querySelectorAll("[data-drop]").forEach(function (area) {
    var input = area.querySelector("input[type=file]");
    var ask = area.querySelector(".drop__ask");
    input.hidden = true;
    ask.hidden = false;
    area.classList.add("drop--on");
    ask.querySelector("button").addEventListener("click", function () {
      input.click();
    });
    function takeChosen() {
      take(area, input, input.files);
      input.value = "";
    }
    input.addEventListener("change", takeChosen);
    if (input.files.length) takeChosen(); // on a slow line, before this script was there
    area.addEventListener("dragover", function (event) {
      if (holdsFiles(event)) area.classList.add("is-over");
    });
    area.addEventListener("dragleave", function (event) {
      if (!area.contains(event.relatedTarget)) area.classList.remove("is-over");
    });
    area.addEventListener("drop", function (event) {
      area.classList.remove("is-over");
      if (holdsFiles(event) && !input.disabled) take(area, input, event.dataTransfer.files);
    });
  });

  // A file dropped beside the places for it would take the whole page away.
  ["dragover", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (holdsFiles(event)) event.preventDefault();
    });
  });

  // --- sending ----------------------------------------------------------------------------

  // The hint of a field, and what is wrong with it.
  function describe(field, error) {
    var hint = document.getElementById(field.id + "_helptext");
    var ids = [hint ? hint.id : "", error].filter(Boolean).join(" ");
    if (ids) field.setAttribute("aria-describedby", ids);
    else field.removeAttribute("aria-describedby");
  }

  function forgetErrors() {
    form.querySelectorAll(".error[data-told]").forEach(function (error) {
      error.remove();
    });
    form.querySelectorAll("[aria-invalid]").forEach(function (field) {
      field.removeAttribute("aria-invalid");
      describe(field, "");
    });
  }

  function showErrors(errors) {
    Object.keys(errors).forEach(function (name) {
      var field = form.elements[name];
      var place = field && field.closest(".field");
      var error = element("span", "error", errors[name].join(" "));
      error.dataset.told = "";
      error.id = "told-" + name;
      if (place) {
        field.setAttribute("aria-invalid", "true");
        describe(field, error.id);
      }
      (place || said.parentNode).append(error);
    });
    say(words.fields);
    var first = form.elements[Object.keys(errors)[0]];
    if (first && !first.hidden) first.focus();
  }

  function rest(text) {
    busy = false;
    form.removeAttribute("aria-busy");
    sending.hidden = true;
    if (text) say(text);
  }

  // A page instead of an answer: a login, or the reason why nothing is taken any more.
  function wordsOf(request) {
    if (request.status >= 500) return words.failed;
    var asked = new URL(form.action || location.href, location.href).pathname;
    if (new URL(request.responseURL || location.href).pathname !== asked) return words.over;
    var page = new DOMParser().parseFromString(request.responseText, "text/html");
    var lead = page.querySelector("main .lead");
    return lead ? lead.textContent.trim() : words.failed;
  }

  function finish(href) {
    var refused = chosen.some(function (entry) {
      return entry.refused;
    });
    if (!refused) return location.assign(href);
    var count = taken;
    taken = 0;
    rest();
    say(words.partly.replace("{done}", count), count ? href : "");
  }

  // Whoever has logged in anew in another tab has a new token there.
  function token() {
    var found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : form.elements.csrfmiddlewaretoken.value;
  }

  function send(queue, at, before, total, href) {
    if (at === queue.length) return finish(href);
    var entry = queue[at];
    var body = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach(function (input) {
      body.delete(input.name);
    });
    body.set("csrfmiddlewaretoken", token());
    body.append(entry.input.name, entry.file);
    if (at === queue.length - 1) body.append("taken", taken);
    var request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", function (event) {
      bar.value = (100 * (before + Math.min(event.loaded, entry.file.size))) / total;
    });
    request.addEventListener("error", function () {
      rest(words.lost);
    });
    request.addEventListener("load", function () {
      var type = request.getResponseHeader("Content-Type") || "";
      if (request.status !== 200 || type.indexOf("application/json") !== 0) {
        return rest(wordsOf(request));
      }
      var answer = JSON.parse(request.responseText);
      if (Object.keys(answer.errors).length) {
        rest();
        return showErrors(answer.errors);
      }
      if (answer.refused.length) {
        refuse(entry, answer.refused.join(" "));
      } else {
        taken += 1;
        drop(entry);
      }
      form.elements.batch.value = answer.batch;
      bar.value = (100 * (before + entry.file.size)) / total;
      say(words.sent.replace("{done}", at + 1).replace("{all}", queue.length));
      send(queue, at + 1, before + entry.file.size, total, answer.href);
    });
    request.send(body);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (busy) return;
    forgetErrors();
    var queue = chosen.filter(function (entry) {
      return !entry.refused && !entry.input.disabled;
    });
    if (!queue.length) {
      say(words.none);
      form.querySelector(".drop:not([hidden]) .drop__ask button").focus();
      return;
    }
    var total = queue.reduce(function (sum, entry) {
      return sum + entry.file.size;
    }, 0);
    busy = true;
    form.setAttribute("aria-busy", "true");
    bar.value = 0;
    sending.hidden = false;
    say(words.sent.replace("{done}", 0).replace("{all}", queue.length));
    send(queue, 0, 0, total || 1, location.href);
  });
})();
