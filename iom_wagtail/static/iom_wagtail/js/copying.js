// «Copy the text»: puts the text of a field on the clipboard.
(function () {
  "use strict";

  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var field = document.getElementById(button.dataset.copy);
    var told = button.parentElement.querySelector("[data-copy-done]");
    if (!field || !told) return;
    button.hidden = false;

    function say() {
      told.textContent = told.dataset.copyDone;
    }
    button.addEventListener("click", function () {
      field.focus();
      field.select();
      // Without a safe connection there is no clipboard; what is selected can still be copied.
      if (navigator.clipboard) {
        navigator.clipboard.writeText(field.value).then(say, function () {
          if (document.execCommand("copy")) say();
        });
      } else if (document.execCommand("copy")) {
        say();
      }
    });
  });

  // A click selects everything: there is nothing to change here.
  document.querySelectorAll("textarea[data-copied]").forEach(function (field) {
    field.addEventListener("focus", function () {
      field.select();
    });
  });
})();
