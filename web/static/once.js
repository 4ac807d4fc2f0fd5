// A form is sent once. Before it goes we make sure that the server is there: if it is not, what was typed stays on this
// screen, and the form is sent again by itself, one time.

const WAIT_MS = 4000;
const said = document.getElementById("lost");

const isPost = (form) => form?.getAttribute("method")?.toLowerCase() === "post"; // form.method may be a box of that name
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function isReachable() {
  try {
    await fetch("/static/favicon.svg", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(WAIT_MS) });
    return true;
  } catch {
    return false;
  }
}

function say(words) {
  said.hidden = !words;
  said.textContent = words;
}

async function reachNowOrOnceMore() {
  if (await isReachable()) return true;
  say(said.dataset.lost);
  await pause(WAIT_MS);
  return isReachable();
}

async function send(form, submitter) {
  form.dataset.sending = "asking";
  form.setAttribute("aria-busy", "true");
  if (await reachNowOrOnceMore()) {
    say("");
    form.dataset.sending = "sure";
    form.requestSubmit(submitter);
  } else {
    say(said.dataset.gone);
  }
  if (form.dataset.sending !== "gone") free(form);
}

function free(form) {
  delete form.dataset.sending;
  form.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !isPost(form) || !form.requestSubmit || !AbortSignal.timeout) return;
  if (form.dataset.sending === "sure") {
    form.dataset.sending = "gone";
    setTimeout(() => free(form), 10000); // a download answers without leaving the page
    return;
  }
  event.preventDefault();
  if (!form.dataset.sending) send(form, event.submitter);
});

document.addEventListener("input", (event) => {
  const saved = document.querySelector("[data-saved]");
  if (!saved || !isPost(event.target.form) || event.target.id === "q") return;
  saved.textContent = saved.dataset.unsaved;
  saved.classList.add("not");
});

window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(free));
