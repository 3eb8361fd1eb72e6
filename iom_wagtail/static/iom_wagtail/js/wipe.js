// On logout nothing that was typed stays in the browser: a staff-room computer is everybody's.
// Loaded on every page of the site and of the office.
(function () {
  "use strict";

  var PREFIX = "iom-visit:";
  var ask = document.currentScript ? document.currentScript.dataset.ask : "";

  function copies() {
    return Object.keys(window.localStorage).filter(function (key) {
      return key.indexOf(PREFIX) === 0;
    });
  }

  function unsent() {
    return copies().some(function (key) {
      return window.localStorage.getItem(key).indexOf('"waits":true') !== -1;
    });
  }

  document.addEventListener(
    "submit",
    function (event) {
      var address = new URL(event.target.action, window.location.href);
      if (!/\/logout\/$/.test(address.pathname)) return;
      try {
        if (ask && unsent() && !window.confirm(ask)) {
          event.preventDefault();
          event.stopPropagation();
          return;
        }
        copies().forEach(function (key) {
          window.localStorage.removeItem(key);
        });
        // Sheets open in other tabs hear of it and empty themselves.
        window.localStorage.setItem("iom-logout", String(Date.now()));
        window.localStorage.removeItem("iom-logout");
      } catch (error) {
        // A browser without storage kept nothing.
      }
    },
    true
  );
})();
