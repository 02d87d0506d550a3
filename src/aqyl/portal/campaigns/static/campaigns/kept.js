// What was typed and not yet acknowledged, kept on this device: one entry a card and person.
const PREFIX = "aqyl-card:";

const keyOf = (person, address) => `${PREFIX}${person}:${address}`;

export const keep = (person, address, body) => {
  try { localStorage.setItem(keyOf(person, address), body); } catch { /* a full or closed store */ }
};
export const kept = (person, address) => localStorage.getItem(keyOf(person, address));
export const forget = (person, address) => localStorage.removeItem(keyOf(person, address));

export const allKept = (person) => {
  const start = keyOf(person, "");
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(start))
    .map((key) => ({ address: key.slice(start.length), body: localStorage.getItem(key) }));
};

// Sends what was typed. Answers {status, data}; status 0 is a lost line, 401 a lost session.
export const send = async (address, body, token) => {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST", body, credentials: "same-origin", redirect: "manual",
      headers: {
        "Accept": "application/json", "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
      },
    });
  } catch {
    return { status: 0 };
  }
  if (answer.type === "opaqueredirect") return { status: 401 };
  const isData = (answer.headers.get("Content-Type") || "").startsWith("application/json");
  return { status: answer.status, data: isData ? await answer.json() : null };
};
