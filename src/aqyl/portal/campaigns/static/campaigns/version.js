// What one does to an answer raises its version: every form that stood at the one before goes on
// from the new one. A form that stood at another does not, so that a colleague's change is seen.
export const raise = (before, version) => {
  for (const field of document.querySelectorAll("input[name=seen]")) {
    if (field.value === String(before)) field.value = version;
  }
  for (const part of document.querySelectorAll("[data-version]")) {
    if (part.dataset.version === String(before)) part.dataset.version = version;
  }
};

document.body.addEventListener("aqyl:version", ({ detail }) => {
  const panel = document.getElementById(`evidence-${detail.answer}`);
  raise(panel.dataset.version, detail.is);
});
