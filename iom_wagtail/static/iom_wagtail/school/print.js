/* The button «Print» of the page with one-time passwords. */
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-iom-print]")) window.print();
});
