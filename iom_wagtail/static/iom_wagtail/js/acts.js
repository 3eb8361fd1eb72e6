// Acts in place on the route page (htmx): the token, what went wrong, where the focus goes.
// Without this file, and without scripts at all, the same links lead to a page with a form.
(function () {
  "use strict";

  var says = document.getElementById("says");
  var token = "";

  function fromCookie() {
    var found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
    return found ? decodeURIComponent(found[1]) : "";
  }

  // The page is the same at every request and carries no token. It is taken from the cookie;
  // where a school hides or renames that, from the form to which the link leads.
  document.addEventListener("htmx:confirm", function (event) {
    if (event.detail.verb === "get" || fromCookie() || token) return;
    event.preventDefault();
    fetch(event.detail.path, { credentials: "same-origin" })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        var field = page.querySelector("[name=csrfmiddlewaretoken]");
        token = field ? field.value : "";
        event.detail.issueRequest(true);
      })
      .catch(function () {
        tell("lost");
      });
  });
  // In the table a link says itself what it sets: /items/…/?set=done&seen=2 is posted as such a
  // tap, and with data-act="get" the row comes whole. Said twice, sixty rows would weigh more.
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-act]");
    if (!link || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    var said = new URLSearchParams(link.search);
    var values = { tap: "1", status: said.get("set"), seen: said.get("seen") };
    var verb = link.dataset.act;
    htmx
      .ajax(verb, link.pathname, { source: link, values: verb === "post" ? values : {} })
      .catch(function () {}); // what went wrong is told below
  });

  document.addEventListener("htmx:configRequest", function (event) {
    event.detail.headers["X-CSRFToken"] = fromCookie() || token;
  });

  function tell(what) {
    if (!says) return;
    says.textContent = says.dataset[what];
    if (what !== "over") return;
    var link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = says.dataset.enter;
    says.append(" ", link);
  }
  document.addEventListener("htmx:sendError", function () {
    tell("lost");
  });
  document.addEventListener("htmx:timeout", function () {
    tell("lost");
  });
  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (event.detail.requestConfig.verb === "get") {
      location.assign(event.detail.pathInfo.requestPath);
      return;
    }
    token = "";
    tell(status === 403 || status === 404 ? "denied" : "failed");
  });
  // A session that is over answers with the login page, which must not land in a table's row.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var detail = event.detail;
    if (detail.isError || !detail.xhr.responseURL) return;
    var asked = new URL(detail.pathInfo.requestPath, location.href).pathname;
    if (new URL(detail.xhr.responseURL).pathname !== asked) {
      detail.shouldSwap = false;
      tell("over");
    } else if (says) {
      says.textContent = "";
    }
  });

  document.addEventListener("htmx:afterSettle", function () {
    var next = document.querySelector("[data-focus]");
    if (!next) return;
    next.removeAttribute("data-focus");
    next.focus();
  });
})();
