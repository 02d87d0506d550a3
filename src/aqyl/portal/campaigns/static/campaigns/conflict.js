// The choice made here stands for what was kept on this device.
import { forget } from "./kept.js";

const form = document.getElementById("conflict-form");
form.addEventListener("submit", () => forget(form.dataset.person, form.getAttribute("action")));
