/* Remembers in this browser when Today was last looked at, and offers what was added since: <a id="since-last-visit" href="/">.
   Reloading is the same visit: a new one begins after half an hour. */
const KEY = "demarche.today";
const PAUSE_MS = 30 * 60_000;

function readVisits() {
  try {
    const { seen, last } = JSON.parse(localStorage.getItem(KEY)) ?? {};
    return { seen: Number(seen) || null, last: Number(last) || null };
  } catch { // written by something else: as if it were the first visit
    return { seen: null, last: null };
  }
}

const link = document.getElementById("since-last-visit");
if (link) {
  const { seen, last } = readVisits();
  const now = Date.now();
  const before = seen && now - seen > PAUSE_MS ? seen : last;
  localStorage.setItem(KEY, JSON.stringify({ seen: now, last: before }));
  link.hidden = !before;
  if (before) {
    const address = new URL(link.href);
    address.searchParams.set("since", new Date(before).toISOString().replace(/\.\d+Z$/, "Z"));
    link.href = address;
    const when = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(before);
    link.textContent = `New since your last visit (${when})`;
  }
}
