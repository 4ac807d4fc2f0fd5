// A hand scanner types very fast and ends with Enter. Wherever the cursor stands, its code goes to the first empty
// [data-scan] box of the page, otherwise to the search field. "/" brings the cursor to the search field.

const FASTEST_HAND_MS = 40;
const SHORTEST_CODE = 6;
const search = document.getElementById("q");
let typed = "";
let last = 0;

const boxes = () => [...document.querySelectorAll("input[data-scan]:not(:disabled)")];
const isText = (element) => element.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=file], [type=submit])");

function takeBack(element, text) {
  if (isText(element) && element.value?.endsWith(text)) element.value = element.value.slice(0, -text.length);
}

function give(box, text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  goOn(box);
}

function goOn(box) {
  const next = boxes().find((other) => other !== box && other.form === box.form && !other.value);
  if (next) next.focus();
  else box.form.requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const here = event.target;
  if (event.key === "/" && !isText(here) && search) {
    event.preventDefault();
    search.focus();
    return;
  }
  const isFast = event.timeStamp - last < FASTEST_HAND_MS;
  last = event.timeStamp;
  if (event.key === "Enter") {
    const code = typed;
    typed = "";
    if (here.matches("input[data-scan]")) {
      event.preventDefault();
      if (here.value) goOn(here);
    } else if (isFast && code.length >= SHORTEST_CODE && here !== search && !here.matches("textarea, [data-raw]")) {
      event.preventDefault();
      takeBack(here, code);
      give(boxes().find((box) => !box.value) ?? search, code);
    }
  } else if (event.key.length === 1) {
    typed = isFast ? typed + event.key : event.key;
  }
});
