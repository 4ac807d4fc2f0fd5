// A photo of a card or a label: input[type=file][data-photo="/path"] sends it once, the server decodes it in memory and
// answers {"fields": {box: value}, "message": words}; the boxes of the same form are filled, and nothing is kept.

async function decode(input) {
  const form = input.form;
  const said = form.querySelector("[data-photo-said]");
  const body = new FormData();
  body.append("photo", input.files[0]);
  body.append("_csrf_token", form.elements._csrf_token.value);
  said.textContent = said.dataset.busy ?? "";
  try {
    const answer = await fetch(input.dataset.photo, { method: "POST", body, headers: { Accept: "application/json" } });
    const read = await answer.json();
    for (const [name, value] of Object.entries(read.fields ?? {})) fill(form.elements[name], value);
    said.textContent = read.message ?? "";
  } catch {
    said.textContent = document.getElementById("lost")?.dataset.gone ?? "";
  }
  input.value = "";
}

function fill(box, value) {
  if (!box) return;
  box.value = value;
  (box[0]?.form ? box[0] : box).dispatchEvent(new Event("input", { bubbles: true }));
}

document.querySelectorAll("input[data-photo]").forEach((input) => input.addEventListener("change", () => input.files.length && decode(input)));
