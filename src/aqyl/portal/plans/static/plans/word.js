// Saves a passage as one types. Without this script it is saved by its button.
const QUIET = 1200; // ms after the last key
const said = document.getElementById("words").dataset;

const watch = (form) => {
  const { was, words, csrfmiddlewaretoken } = form.elements;
  const status = form.querySelector(".saved");
  const shown = form.closest(".piece").querySelector("[data-shown]");
  let timer;
  let sending = false;
  let stopped = false; // a conflict: the person chooses
  const tell = (text, kind) => { status.textContent = text; status.dataset.kind = kind; };

  const save = async () => {
    clearTimeout(timer);
    if (sending || stopped || words.value.trim() === was.value) return;
    sending = true;
    const sent = words.value;
    tell(said.saving, "saving");
    try {
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": csrfmiddlewaretoken.value },
        body: new URLSearchParams(new FormData(form)),
      });
      const data = await answer.json();
      if (answer.ok) {
        was.value = data.written;
        if (data.written) shown.textContent = data.written;
        tell(said.saved, "saved");
      } else if (answer.status === 409) {
        stopped = true;
        tell(`${said.conflict} ${data.written}`, "wrong");
        was.value = data.written;
      } else {
        tell(data.problems.join(" "), "wrong");
      }
    } catch {
      tell(said.lost, "lost");
    }
    sending = false;
    if (words.value !== sent) soon();
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(save, QUIET); };
  words.addEventListener("input", soon);
  words.addEventListener("blur", save);
};

for (const form of document.querySelectorAll("form.word")) watch(form);
