// A while without a sign of life ends the session. This asks in time whether somebody is still there, and while somebody
// types it gives that sign itself. All tabs share one thing, when the session ends, so an answer in one silences the others.
import { keepForLater } from "./naast.js";

const ENDS_AT = "naast-ends-at";
const MINUTE = 60_000;
const ASKS_BEFORE = 5 * MINUTE;
const KEEPS_EVERY = 3 * MINUTE;
const LOOKS_EVERY = 5_000;

const bar = document.getElementById("sessie");
const stay = bar.querySelector("form[data-stay]");
const away = bar.querySelector("[data-away]");
const parts = [...bar.querySelectorAll("[data-state]")];

let ownEndsAt, isLast, typedIn, cameFrom;
let keptAt = Date.now();
let typedAt = 0;
let shown = "";

function lastsAnother(seconds) {
  ownEndsAt = Date.now() + seconds * 1000;
  // Right after a sign of life so little is left only when the day's limit is near: then asking again does not help.
  isLast = seconds * 1000 <= ASKS_BEFORE;
  localStorage.setItem(ENDS_AT, String(ownEndsAt));
}

const endsAt = () => Number(localStorage.getItem(ENDS_AT) ?? ownEndsAt);

function stateNow() {
  const left = endsAt() - Date.now();
  // What has ended stays so, also after signing in elsewhere: the forms of this page belong to the session that ended.
  if (shown === "ended" || left <= 0) return "ended";
  if (left > ASKS_BEFORE) return "";
  return isLast ? "last" : "asks";
}

function look() {
  const now = Date.now();
  const isTyping = typedAt > keptAt && now - typedAt < KEEPS_EVERY;
  if (isTyping && now - keptAt >= KEEPS_EVERY && stateNow() !== "ended") keep();
  else show(stateNow());
}

async function keep() {
  keptAt = Date.now();
  const sent = { method: "POST", body: new FormData(stay), redirect: "manual" };
  const answer = await fetch(stay.action, sent).catch(() => null);
  const isAway = !answer || answer.status >= 500;
  away.hidden = !isAway;
  if (isAway) return;
  if (answer.ok) lastsAnother((await answer.json()).seconds_left);
  show(answer.ok ? stateNow() : "ended");
}

function show(state) {
  if (state === shown) return;
  const had = document.activeElement;
  const wasInside = bar.contains(had);
  if (!wasInside) cameFrom = had;
  shown = state;
  away.hidden = true;
  for (const part of parts) part.hidden = part.dataset.state !== state;
  if (state === "ended") keepForLater(typedIn);
  tellTime();
  moveFocus(wasInside);
}

function tellTime() {
  const at = new Date(endsAt());
  const [hours, minutes] = [at.getHours(), at.getMinutes()].map((number) => String(number).padStart(2, "0"));
  const time = hours + (document.documentElement.lang === "nl" ? "." : ":") + minutes;
  for (const words of bar.querySelectorAll("[data-words]")) words.textContent = words.dataset.words.replace("{time}", time);
}

// Never out of a field: whoever is about to type goes on typing there, and that is an answer too.
function moveFocus(wasInside) {
  const answer = bar.querySelector("section:not([hidden]) .btn-primary");
  const isInField = document.activeElement?.matches("input, textarea, select");
  if (answer && (wasInside || !isInField)) answer.focus();
  else if (wasInside) cameFrom?.focus();
}

stay.addEventListener("submit", (event) => { event.preventDefault(); keep(); });
bar.addEventListener("keydown", (event) => { if (event.key === "Escape" && shown === "asks") keep(); });
bar.querySelector("a[data-back]").addEventListener("click", () => keepForLater(typedIn));
document.addEventListener("input", ({ target }) => {
  typedAt = Date.now();
  if (target.form?.method === "post") typedIn = target.form;
  if (shown) look();
});
document.addEventListener("visibilitychange", look);
window.addEventListener("storage", look);
window.addEventListener("pageshow", look);

lastsAnother(Number(bar.dataset.secondsLeft));
setInterval(look, LOOKS_EVERY);
