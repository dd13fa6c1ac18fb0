// Small enhancements; every page works without them.

// An error summary takes the focus, so that it is read first.
document.querySelector("#fouten, #gewijzigd, #advies")?.focus();

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  if (form.id === "uitloggen") forgetTyped();
  else if (form.matches(".languages")) keepForLater();
  else keepTyped(form, "sent");
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What was typed into a form that could not be read (signed out meanwhile, the site away, or another language chosen)
// is filled in again when that form is opened anew; what was not sent yet, when its page is reloaded or gone back to. It
// stays in this tab, and is forgotten as soon as the form has arrived or somebody signs out. Saving it on the server while
// it is being typed would store words that nobody has read over yet: the guard sees no name in half a sentence.
const TYPED = "naast-typed";
const here = window.location.pathname;
// A new form whose draft was made meanwhile, in another window, leads to the draft; that names the address of the form.
const openedAt = document.querySelector("form[data-opened-at]")?.dataset.openedAt;
const isPassword = (form) => form.querySelector("input[type=password]") !== null;
const isTyped = (field) => field.name && field.name !== "csrf_token" && field.type !== "submit";
const isTicked = (field) => ["checkbox", "radio"].includes(field.type);
// Other than the page came with, and not hidden: somebody filled it in.
const isUnsaved = (field) => {
  if (isTicked(field)) return field.checked !== field.defaultChecked;
  if (field.options) return field.value !== ([...field.options].find((one) => one.defaultSelected) ?? field.options[0])?.value;
  return field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;
};
let unsent;

// state: "sent" (it may have arrived), "unsent" (its page was left) or "lost" (it did not arrive).
function keepTyped(form, state) {
  if (form.method !== "post" || !form.closest("main") || isPassword(form)) return;
  const fields = [...form.elements].filter((field) => isTyped(field) && (!isTicked(field) || field.checked));
  // Of a save that was refused for a colleague's: what its reader saw first, so that the page says it again when it comes back.
  const seen = (field) => (state === "sent" ? undefined : field.dataset.earlier) ?? field.value;
  const values = fields.map((field) => [field.name, seen(field)]);
  sessionStorage.setItem(TYPED, JSON.stringify({ path: here, values, state }));
  if (state !== "unsent") unsent = undefined;
}

function forgetTyped() {
  unsent = undefined;
  sessionStorage.removeItem(TYPED);
}

// The page comes back, in another language or after signing in again; what is typed belongs to this form, else to the longest.
export function keepForLater(form) {
  const [longest] = [...document.querySelectorAll("main form[method=post]")].sort((a, b) => b.length - a.length);
  if (form ?? longest) keepTyped(form ?? longest, "lost");
}

// Said by the click of a button to be no pupil's name; a form that is opened anew has no field for it yet.
const isDenied = ([name]) => name === "not_a_name";
// A form that was opened before somebody changed what it is about: its next save is refused, and told what was changed.
const isOutdated = (form, values) => values.some(([name, value]) => name === "version" && value !== form.elements.version?.value);
const isHere = (path) => [here, openedAt].includes(path);

function fillIn(form, { path, values }) {
  const wasChanged = isOutdated(form, values);
  for (const field of [...form.elements].filter((one) => isTyped(one) && !isDenied([one.name]))) {
    const typed = values.filter(([name]) => name === field.name).map(([, value]) => value);
    // A new form has no subjects to tick, so that it says nothing about those of its draft.
    if (isTicked(field)) field.checked = path === here ? typed.includes(field.value) : field.checked;
    else if (typed.length) field.value = typed[0];
  }
  const carried = new Set(new FormData(form).getAll("not_a_name"));
  for (const [name, value] of values.filter((one) => isDenied(one) && !carried.has(one[1]))) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  unsent = form;
  if (![...form.elements].some(isUnsaved)) return;
  const { givenBack, changed } = document.querySelector("main").dataset;
  const textContent = wasChanged ? `${givenBack} ${changed}` : givenBack;
  form.prepend(Object.assign(document.createElement("p"), { className: "hint", role: "status", textContent }));
}

function findForm({ path, values }) {
  const forms = [...document.querySelectorAll("main form[method=post]")];
  const has = (form) => values.every((one) => isDenied(one) || one[0] in form.elements);
  return isHere(path) ? forms.find(has) : undefined;
}

// The page that the form was on has no form now, or asks to sign in first.
function isAway({ path, state }) {
  const asksPassword = [...document.forms].some(isPassword);
  const next = new URLSearchParams(window.location.search).get("verder") ?? "";
  return isHere(path) || (asksPassword && (state !== "unsent" || next.startsWith(path)));
}

function giveBack(typed) {
  const form = findForm(typed);
  const cameBack = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
  if (form && (typed.state === "lost" || (typed.state === "unsent" && cameBack))) fillIn(form, typed);
  if (!form && isAway(typed)) sessionStorage.setItem(TYPED, JSON.stringify({ ...typed, state: "lost" }));
  else if (form || typed.state !== "unsent" || [...document.forms].some(isPassword)) sessionStorage.removeItem(TYPED);
}

const typed = JSON.parse(sessionStorage.getItem(TYPED) ?? "null");
if (typed) giveBack(typed);

// "I do not know yet" and a choice take each other's place.
document.addEventListener("change", ({ target }) => {
  if (!target.checked || target.type !== "checkbox") return;
  const others = [...document.getElementsByName(target.name)].filter((one) => one !== target);
  const isAlone = "alone" in target.dataset;
  for (const other of others) if (isAlone || "alone" in other.dataset) other.checked = false;
});

document.addEventListener("input", ({ target }) => { if (target.form?.method === "post") unsent = target.form; });
// A tab that a phone puts away for another one may never hear that its page was left.
for (const left of ["pagehide", "visibilitychange"]) {
  window.addEventListener(left, () => { if (unsent) keepTyped(unsent, "unsent"); });
}

// A form that was refused stands in the history as one that was opened: who goes back to it or reloads it is not asked to send
// what was refused once more. It is filled in again from this tab, as what was not sent yet is.
const refused = document.querySelector("main[data-opens-anew] :is(.error-summary, .guard, #gewijzigd)")
  && [...document.querySelectorAll("main form[method=post]")].find((form) => form.action === window.location.href);
if (refused) {
  window.history.replaceState(null, "");
  unsent = refused;
}

// What an address points at unfolds; not every browser does so by itself.
const unfold = () => document.getElementById(window.location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
unfold();
window.addEventListener("hashchange", unfold);
