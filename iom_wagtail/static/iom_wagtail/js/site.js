// Small conveniences; every page works without them.
(function () {
  "use strict";

  // Open menus close on Escape and on a click elsewhere.
  function openMenus() {
    return document.querySelectorAll("details.menu[open]");
  }
  document.addEventListener("click", function (event) {
    openMenus().forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    openMenus().forEach(function (menu) {
      var inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    });
  });

  // «Log out» leads to a page that asks; with the token at hand the question is spared.
  document.querySelectorAll("a[data-post]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      var found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
      if (!found) return;
      event.preventDefault();
      var form = document.createElement("form");
      form.method = "post";
      form.action = link.href;
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = "csrfmiddlewaretoken";
      field.value = decodeURIComponent(found[1]);
      form.append(field);
      document.body.append(form);
      // Told like any other form, so that what a logout has to empty is emptied (wipe.js).
      var told = new Event("submit", { bubbles: true, cancelable: true });
      if (form.dispatchEvent(told)) form.submit();
    });
  });

  // The version for the visually impaired comes with one click: its page, which asks first, is
  // fetched and its form sent as it stands.
  document.querySelectorAll("a[data-switch]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      window
        .fetch(link.href)
        .then(function (answer) {
          return answer.text();
        })
        .then(function (text) {
          var page = new DOMParser().parseFromString(text, "text/html");
          var form = document.adoptNode(page.querySelector("main form[data-look]"));
          form.hidden = true;
          form.action = link.href;
          document.body.append(form);
          form.submit();
        })
        .catch(function () {
          window.location = link.href;
        });
    });
  });

  // What acts like a button answers the space bar too.
  document.addEventListener("keydown", function (event) {
    if (event.key !== " " || !event.target.matches("a[role=button]")) return;
    event.preventDefault();
    event.target.click();
  });

  // A password can be looked at while it is typed.
  document.querySelectorAll("button[data-reveal]").forEach(function (button) {
    var field = document.getElementById(button.dataset.reveal);
    if (!field) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
      field.focus();
    });
    if (field.form) {
      field.form.addEventListener("submit", function () {
        field.type = "password";
      });
    }
  });

  // What is made for paper has a button for it.
  document.querySelectorAll("button[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });

  // A form is sent once, however often the button is pressed.
  document.querySelectorAll("form[data-once]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.getAttribute("aria-busy") === "true") {
        event.preventDefault();
        return;
      }
      form.setAttribute("aria-busy", "true");
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-once]").forEach(function (form) {
      form.removeAttribute("aria-busy");
    });
  });
})();
