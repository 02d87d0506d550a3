// Sends what an earlier card could not send before its page was closed.
import { allKept, forget, send } from "./kept.js";

const box = document.getElementById("unsent");
if (box) {
  const person = box.dataset.person;
  const token = box.elements.csrfmiddlewaretoken.value;
  const list = box.querySelector("ul");
  const sendAll = async () => {
    for (const { address, body } of allKept(person)) {
      const line = [...list.children].find((one) => one.dataset.address === address) || add(address);
      const { status } = await send(address, body, token);
      if (status !== 200) continue;
      forget(person, address);
      line.append(` – ${box.dataset.sent}`);
    }
  };
  const add = (address) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    line.dataset.address = address;
    link.className = "govuk-link";
    link.href = address;
    link.textContent = decodeURIComponent(address);
    line.append(link);
    list.append(line);
    box.hidden = false;
    return line;
  };
  sendAll();
  addEventListener("online", sendAll);
}
