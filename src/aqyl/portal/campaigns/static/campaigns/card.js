// Saves a card as one types. Without this script the card is saved by its button.
import { forget, keep, kept, send } from "./kept.js";
import { raise } from "./version.js";

const QUIET = 800; // ms after the last key
const AGAIN = 4000; // ms between tries on a lost line
const LOOK = 15000; // ms between looks at who else is here

const form = document.getElementById("card");
const said = form.dataset;
const address = form.getAttribute("action");
const token = form.elements.csrfmiddlewaretoken.value;
const status = document.getElementById("saved");
const conflict = document.getElementById("conflict");
const problems = document.getElementById("card-problems");
const fields = ["status", "value", "numerator", "denominator", "source", "note"];

let unsaved = false; // something typed is not acknowledged
let sending = false;
let stopped = false; // a conflict: the person chooses
let timer;

const body = () => {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams(data).toString();
};
const tell = (text, kind) => { status.textContent = text; status.dataset.kind = kind; };

const acknowledged = (data, sent) => {
  raise(form.elements.seen.value, data.version);
  const was = new URLSearchParams(sent);
  for (const name of fields) {
    const field = form.elements[`was-${name}`];
    if (field) field.value = was.get(name) ?? "";
  }
  document.getElementById("remarks").innerHTML = data.remarks;
  const ratio = document.getElementById("ratio");
  if (ratio) ratio.value = data.ratio || "–";
  problems.replaceChildren();
  tell(`${said.saved} ${data.saved}`, "saved");
};

const save = async () => {
  clearTimeout(timer);
  if (sending || stopped || !unsaved) return;
  sending = true;
  const sent = body();
  tell(said.saving, "saving");
  const { status: code, data } = await send(address, sent, token);
  sending = false;
  const asSent = typed(body()) === typed(sent);
  if (code === 200 && data) {
    acknowledged(data, sent);
    unsaved = !asSent;
    if (unsaved) soon(); else forget(said.person, address);
  } else if (code === 409) {
    stopped = true;
    tell("", "conflict");
    conflict.hidden = false;
    conflict.scrollIntoView({ block: "nearest" });
  } else if (data && data.problems) {
    problems.innerHTML = data.problems;
    tell(said.wrong, "wrong");
    if (!asSent) soon();
  } else {
    tell(code === 401 || code === 403 ? said.signedOut : said.lost, "lost");
    timer = setTimeout(save, AGAIN);
  }
};
const soon = () => { clearTimeout(timer); timer = setTimeout(save, QUIET); };
// What a person typed, without what the page notes for itself.
const typed = (text) => {
  const all = new URLSearchParams(text);
  return JSON.stringify(fields.map((name) => all.get(name)));
};

form.addEventListener("input", () => {
  unsaved = true;
  keep(said.person, address, body());
  if (stopped) return;
  if (status.dataset.kind !== "lost") tell("", "typing");
  soon();
});
form.addEventListener("submit", () => { unsaved = false; clearTimeout(timer); });
addEventListener("online", save);
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// Evidence was added beside: the card's version and its remarks are others now.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "next-steps") return;
  unsaved = true;
  save();
});

// What an earlier visit typed and could not send.
const earlier = kept(said.person, address);
if (earlier && typed(earlier) !== typed(body())) {
  const all = new URLSearchParams(earlier);
  for (const name of [...fields, "seen"]) {
    if (all.has(name) && form.elements[name]) form.elements[name].value = all.get(name);
  }
  unsaved = true;
  tell(said.kept, "kept");
  soon();
} else if (earlier) {
  forget(said.person, address);
}

// Who else has the card open.
const colleague = document.getElementById("colleague");
const look = async () => {
  if (document.hidden) return;
  const { status: code, data } = await send(said.here, "", token);
  if (code !== 200 || !data) return;
  colleague.hidden = !data.others.length;
  colleague.querySelector("span").textContent = data.others.join(", ");
};
look();
setInterval(look, LOOK);
