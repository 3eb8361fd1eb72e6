// Fields that the chosen kind doesn't have are put away; without this script all are there.
(function () {
  "use strict";

  document.querySelectorAll("select[name=kind]").forEach(function (kind) {
    var fields = kind.form.querySelectorAll("[data-only-for]");
    if (!fields.length) return;
    function show() {
      fields.forEach(function (field) {
        var fits = field.dataset.onlyFor.split(" ").indexOf(kind.value) !== -1;
        // What was typed stays while the page is open; a field put away is not sent.
        field.disabled = !fits;
        field.closest(".field").hidden = !fits;
      });
    }
    kind.addEventListener("change", show);
    window.addEventListener("pageshow", show);
    show();
  });
})();
