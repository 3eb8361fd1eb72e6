// The version for the visually impaired: what is chosen shows and is kept at once. Without this
// file the form is sent with its button, and the server writes the same attributes.
(function () {
  "use strict";

  document.querySelectorAll("form[data-look]").forEach(function (form) {
    var apply = form.querySelector("[data-apply]");
    if (apply) apply.hidden = true;
    form.addEventListener("change", function (event) {
      document.documentElement.setAttribute("data-lv-" + event.target.name, event.target.value);
      if (!apply) return;
      window
        .fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" })
        .catch(function () {
          apply.hidden = false; // not kept: the button tries again
        });
    });
  });
})();
