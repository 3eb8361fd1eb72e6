/* Fields of a conclusion appear when they apply. Without this script all of them are shown; what
   somebody has written stays shown, so that nothing is sent unseen. */
(() => {
  "use strict";

  const chosen = (name) => [...document.querySelectorAll(`[name="${name}"], [name$="-${name}"]`)]
    .filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked)
    .map((control) => control.value);

  const holds = (condition) => {
    const [name, values] = condition.split("=");
    const wanted = values.split(",");
    return chosen(name).some((value) => wanted.includes(value));
  };

  const written = (part) => [...part.querySelectorAll("textarea, input[type=text]")]
    .some((control) => control.value.trim());

  const apply = () => document.querySelectorAll("[data-iom-when]").forEach((part) => {
    part.hidden = !part.dataset.iomWhen.split(" ").some(holds) && !written(part);
  });

  const start = () => {
    apply();
    document.addEventListener("change", apply);
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
