// The sheet of a lesson visit outlives a lost connection: what is typed stays in this browser,
// under its author's key, until the server has answered. The server takes a sheet once, however
// often it comes (client_key).
(function () {
  "use strict";

  var PREFIX = "iom-visit:";
  var AGAIN_AFTER = 30000;
  var store = null;
  try {
    store = window.localStorage;
    store.setItem("iom-try", "1");
    store.removeItem("iom-try");
  } catch (error) {
    store = null;
  }

  function keysFrom(start) {
    return store
      ? Object.keys(store).filter(function (key) {
          return key.indexOf(start) === 0;
        })
      : [];
  }

  // On the list of visits: say that a sheet was begun here.
  document.querySelectorAll("[data-unsent]").forEach(function (note) {
    note.hidden = keysFrom(PREFIX + note.dataset.unsent).length === 0;
  });

  var form = document.querySelector("form[data-sheet]");
  if (!form) return;

  var owner = PREFIX + form.dataset.sheet;
  var person = PREFIX + form.dataset.sheet.split(":")[0] + ":";
  var key = owner + form.dataset.copy;
  var bar = document.querySelector("[data-bar]");
  var waits = false;
  var busy = false;
  var done = false; // nothing is kept any more: the sheet has arrived, or its author has left

  // Somebody else's copies are nobody's to see.
  keysFrom(PREFIX).forEach(function (other) {
    if (other.indexOf(person) !== 0) store.removeItem(other);
  });
  if (form.dataset.drop && store) store.removeItem(owner + form.dataset.drop);

  function say(what) {
    bar.hidden = !what;
    bar.querySelectorAll("[data-say]").forEach(function (sentence) {
      sentence.hidden = sentence.dataset.say !== what;
    });
    var count = bar.querySelector("[data-count]");
    var all = form.querySelectorAll(".crit > li").length;
    var done = form.querySelectorAll(".crit input:checked").length;
    count.textContent = all
      ? count.dataset.count.replace("{done}", done).replace("{all}", all)
      : "";
  }

  function entries() {
    return Array.from(new FormData(form)).filter(function (pair) {
      return pair[0] !== "csrfmiddlewaretoken";
    });
  }

  function keep() {
    if (done) return true;
    try {
      store.setItem(
        key,
        JSON.stringify({ waits: waits, at: Date.now(), entries: entries() })
      );
      bar.querySelector("[data-time]").textContent = new Date().toTimeString().slice(0, 5);
      return true;
    } catch (error) {
      return false;
    }
  }

  function forget() {
    done = true;
    if (store) store.removeItem(key);
  }

  function read(name) {
    try {
      return JSON.parse(store.getItem(name));
    } catch (error) {
      return null;
    }
  }

  // The latest copy of this route's new sheets, or the one of this very visit.
  function latest() {
    var names = form.elements.client_key ? keysFrom(owner + "new:") : keysFrom(key);
    return names
      .map(function (name) {
        return { name: name, copy: read(name) };
      })
      .filter(function (found) {
        return found.copy && Array.isArray(found.copy.entries);
      })
      .sort(function (a, b) {
        return b.copy.at - a.copy.at;
      })[0];
  }

  function valueIn(copy, name) {
    var found = copy.entries.find(function (pair) {
      return pair[0] === name;
    });
    return found ? found[1] : undefined;
  }

  function fill(copy, withScores) {
    Array.from(form.elements).forEach(function (field) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") return;
      if (/^c\d+$/.test(field.name) && !withScores) return;
      if (field.name === "criteria_set") return;
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = copy.entries.some(function (pair) {
          return pair[0] === field.name && pair[1] === field.value;
        });
        return;
      }
      var value = valueIn(copy, field.name);
      if (value !== undefined) field.value = value;
    });
  }

  function restore() {
    var found = latest();
    if (!found) return;
    var wanted = valueIn(found.copy, "criteria_set");
    var shown = form.elements.criteria_set && form.elements.criteria_set.value;
    var asked = new URL(window.location.href).searchParams.get("set");
    // The sheet was judged by another set, or by an earlier edition: open that one, once.
    if (shown && wanted && wanted !== shown && asked !== wanted) {
      window.location.replace(window.location.pathname + "?set=" + encodeURIComponent(wanted));
      return;
    }
    key = found.name;
    fill(found.copy, !shown || wanted === shown);
    if (found.copy.waits) {
      waits = true;
      send();
    } else {
      say("found");
    }
  }

  function token() {
    var found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : form.elements.csrfmiddlewaretoken.value;
  }

  // The server has something to say (a mistake, a login): its own page says it.
  function sendPlainly() {
    waits = false;
    if (keep()) {
      // Nobody has to give back what is kept here (`login_ended`).
      var kept = document.createElement("input");
      kept.type = "hidden";
      kept.name = "kept";
      form.appendChild(kept);
    }
    form.elements.csrfmiddlewaretoken.value = token();
    form.submit();
  }

  function send() {
    if (busy) return;
    busy = true;
    form.setAttribute("aria-busy", "true");
    say("sending");
    var body = new FormData(form);
    body.delete("csrfmiddlewaretoken");
    var limit = new AbortController();
    var clock = window.setTimeout(function () {
      limit.abort();
    }, AGAIN_AFTER);
    window
      .fetch(form.action, {
        method: "POST",
        body: body,
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-CSRFToken": token() },
        signal: limit.signal,
      })
      .then(function (response) {
        if (response.status >= 500 || response.status === 429) throw new Error("later");
        var type = response.headers.get("Content-Type") || "";
        if (!response.ok || type.indexOf("application/json") !== 0) return sendPlainly();
        return response.json().then(function (answer) {
          forget();
          window.location.assign(answer.href);
        });
      })
      .catch(function () {
        busy = false;
        form.removeAttribute("aria-busy");
        say(store ? "waits" : "unsafe");
      })
      .finally(function () {
        window.clearTimeout(clock);
      });
  }

  form.addEventListener("submit", function (event) {
    if (event.submitter && event.submitter.name === "switch") {
      // Other criteria are a page of their own, and without a connection there is none.
      if (!navigator.onLine) {
        event.preventDefault();
        say("kept");
      }
      return;
    }
    event.preventDefault();
    waits = true;
    keep();
    send();
  });

  function typed() {
    if (busy) return;
    if (!keep()) say("unsafe");
    else if (waits) say("waits");
    else if (!navigator.onLine) say("kept");
    else say("");
  }
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);

  bar.querySelector("[data-send]").addEventListener("click", send);
  bar.querySelector("[data-afresh]").addEventListener("click", function () {
    forget();
    window.location.replace(window.location.pathname);
  });
  window.addEventListener("online", function () {
    if (waits) send();
    else say("");
  });
  window.addEventListener("offline", function () {
    if (!busy && keep()) say(waits ? "waits" : "kept");
  });
  window.setInterval(function () {
    if (waits) send();
  }, AGAIN_AFTER);
  window.addEventListener("storage", function (event) {
    // Logged out in another tab: nothing stays on this one. Sent there: the copy isn't made anew,
    // and sending it from here leads to the same visit.
    if (event.key === "iom-logout") {
      done = true;
      window.location.reload();
    } else if (event.key === key && event.newValue === null) {
      done = true;
      waits = false;
    }
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });

  var later = form.querySelector("[data-later]");
  if (store) later.textContent = later.dataset.later;
  if (form.hasAttribute("data-kept")) keep();
  else restore();
})();
