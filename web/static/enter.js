// The desk's keys: Enter goes on, Esc goes back, 1 and 2 answer the open question. Never while somebody is writing.

const isWriting = (element) => element.matches("textarea, select, summary, a, button, input:not([type=radio], [type=checkbox])");

function answer(key) {
  const radios = [...document.querySelectorAll(`input[type=radio][data-key="${key}"]`)];
  const open = radios.find((radio) => !radio.form?.querySelector(`[name="${radio.name}"]:checked`) && radio.offsetParent);
  open?.click();
  open?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const here = event.target;
  if (event.key === "Escape") {
    if (isWriting(here)) here.blur();
    else document.querySelector('a[data-key="Escape"]')?.click();
  } else if (event.key === "Enter" && !isWriting(here)) {
    const primary = document.querySelector('[data-key="Enter"]:not(:disabled)');
    if (primary) event.preventDefault();
    primary?.click();
  } else if (/^[1-9]$/.test(event.key) && !isWriting(here)) {
    answer(event.key);
  }
});
