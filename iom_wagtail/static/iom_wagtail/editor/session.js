/* A session that ended while somebody was writing: the text stays in the tab.
   Before the form leaves, ask the server who we are; after a login in another tab take the new
   token (Django changes it at login) and save. */
(() => {
  "use strict";

  const top = () => document.querySelector("[data-iom-editor]");
  const form = () => document.getElementById("page-edit-form");
  let waiting = null;

  const ask = async () => {
    const response = await fetch(top().dataset.ping, {
      headers: { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
    });
    return response.ok ? response.json() : null;
  };

  const adopt = (token) => {
    form().querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => { input.value = token; });
    if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
  };

  /** Return whether saving can work now; else show why, above the tabs. */
  const check = async () => {
    let state = "offline";
    try {
      const answer = await ask();
      if (!answer) state = "ended";
      else if (answer.user !== top().dataset.user) state = "other";
      else { state = ""; adopt(answer.csrf); }
    } catch { /* no connection: «offline» */ }
    const box = document.getElementById("iom-session");
    box.hidden = !state;
    box.querySelectorAll("[data-when]").forEach((part) => { part.hidden = part.dataset.when !== state; });
    if (state) {
      box.scrollIntoView({ block: "center" });
      waiting ||= window.setInterval(check, 10000);
    } else if (waiting) {
      window.clearInterval(waiting);
      waiting = null;
    }
    return !state;
  };

  document.addEventListener("submit", async (event) => {
    if (event.target !== form() || !top() || form().dataset.iomChecked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (!(await check())) {
      document.querySelectorAll("[data-controller~=w-progress]").forEach((button) => {
        button.setAttribute("data-w-progress-loading-value", "false");
        button.disabled = false;
      });
      return;
    }
    if (submitter?.name) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: submitter.name, value: submitter.value });
      form().append(field);
    }
    form().dataset.iomChecked = "1";
    form().requestSubmit();
  }, true);

  document.addEventListener("w-autosave:error", (event) => {
    if (top() && event.detail?.type === "server_error") check();
  });
  window.addEventListener("focus", () => { if (waiting) check(); });
})();
