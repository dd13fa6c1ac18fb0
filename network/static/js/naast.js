// Small enhancements; every page works without them.

// On a wide screen the menu is always open.
const menu = document.querySelector("details.menu");
const wide = window.matchMedia("(min-width: 50.01rem)");
const fit = () => { if (menu) menu.open = wide.matches; };
fit();
wide.addEventListener("change", fit);

// An error summary takes the focus, so that it is read first.
document.getElementById("fouten")?.focus();

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
