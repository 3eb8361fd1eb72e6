// A file that is too large is told before it is sent; the server checks again.
(function () {
  "use strict";

  document.querySelectorAll("[data-max-file] input[type=file]").forEach(function (input) {
    var limits = input.closest("[data-max-file]").dataset;
    input.addEventListener("change", function () {
      var all = 0;
      var large = false;
      Array.prototype.forEach.call(input.files, function (file) {
        all += file.size;
        large = large || file.size > Number(limits.maxFile);
      });
      input.setCustomValidity(large || all > Number(limits.maxAll) ? limits.tooLarge : "");
      input.reportValidity();
    });
  });
})();
