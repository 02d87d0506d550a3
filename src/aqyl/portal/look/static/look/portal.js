// Starts the components of govuk-frontend; everything works without it.
const body = document.body;
if ("noModule" in HTMLScriptElement.prototype) {
  body.classList.add("js-enabled", "govuk-frontend-supported");
  const { initAll } = await import(document.getElementById("govuk").href);
  initAll();
}
