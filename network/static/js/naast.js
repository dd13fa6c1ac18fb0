// Small enhancements; every page works without them.

// An error summary takes the focus, so that it is read first.
document.getElementById("fouten")?.focus();

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  if (form.matches(".languages")) keepForLater();
  else keepTyped(form);
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What was typed into a form that could not be read (signed out meanwhile, the site away, or another language chosen)
// is filled in again when that form is opened anew. It stays in this tab, and is forgotten as soon as the form has arrived.
const TYPED = "naast-typed";
const here = window.location.pathname;
const isPassword = (form) => form.querySelector("input[type=password]") !== null;
const isTyped = (field) => field.name && field.name !== "csrf_token" && field.type !== "submit";
const isTicked = (field) => ["checkbox", "radio"].includes(field.type);

function keepTyped(form, isLost = false) {
  if (form.method !== "post" || !form.closest("main") || isPassword(form)) return;
  const fields = [...form.elements].filter((field) => isTyped(field) && (!isTicked(field) || field.checked));
  const values = fields.map((field) => [field.name, field.value]);
  sessionStorage.setItem(TYPED, JSON.stringify({ path: here, values, isLost }));
}

// The page comes back, in another language or after signing in again; what is typed belongs to this form, else to the longest.
export function keepForLater(form) {
  const [longest] = [...document.querySelectorAll("main form[method=post]")].sort((a, b) => b.length - a.length);
  if (form ?? longest) keepTyped(form ?? longest, true);
}

function fillIn(form, values) {
  for (const field of [...form.elements].filter(isTyped)) {
    const typed = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isTicked(field)) field.checked = typed.includes(field.value);
    else if (typed.length) field.value = typed[0];
  }
}

const typed = JSON.parse(sessionStorage.getItem(TYPED) ?? "null");
if (typed) {
  const forms = [...document.querySelectorAll("main form[method=post]")];
  const form = typed.path === here && forms.find((one) => typed.values.every(([name]) => name in one.elements));
  const isAway = !form && (typed.path === here || forms.some(isPassword));
  if (form && typed.isLost) fillIn(form, typed.values);
  if (isAway) sessionStorage.setItem(TYPED, JSON.stringify({ ...typed, isLost: true }));
  else sessionStorage.removeItem(TYPED);
}
