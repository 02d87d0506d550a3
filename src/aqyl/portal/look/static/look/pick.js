// A box that ticks all boxes of its table or list, and how many are ticked. Without it each is ticked by hand.
for (const all of document.querySelectorAll("[data-pick-all]")) {
  const within = all.closest("[data-pick]");
  const boxes = [...within.querySelectorAll(`input[type=checkbox][name="${all.dataset.pickAll}"]`)];
  const told = within.querySelector("[data-picked]");
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    if (told) told.textContent = ticked ? `${told.dataset.picked} ${ticked}` : "";
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  within.addEventListener("change", count);
  all.closest("[hidden]")?.removeAttribute("hidden");
  count();
}
