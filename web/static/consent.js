// Consent asked one question at a time: an answered one folds to a line with "Ask again", the next one opens, and the button
// waits until all were asked. Without this script every question stands open, in order, and the server says what is missing.

const form = document.querySelector("form[data-asking]");

function prepare() {
  const questions = [...form.querySelectorAll("[data-question]")];
  const primary = form.querySelector("button.primary");
  const missing = form.querySelector("[data-missing]");
  const said = (question) => question.querySelector("input:checked");
  const saysNo = () => said(questions[0])?.value === "no";

  function draw() {
    const open = questions.find((question) => !said(question));
    for (const question of questions) {
      const isOpen = question === open && !saysNo();
      question.classList.toggle("open", isOpen);
      question.classList.toggle("said", Boolean(said(question)));
      question.querySelector("fieldset").hidden = !isOpen;
      question.querySelector(".folded").hidden = isOpen;
      question.querySelector("[data-said]").textContent = said(question)?.parentElement.querySelector("span").textContent ?? form.dataset.unasked;
      question.querySelector("[data-ask-again]").hidden = !said(question);
    }
    const count = questions.filter(said).length;
    const counted = form.querySelector("[data-count]");
    counted.textContent = `${counted.dataset.words} ${count}/${questions.length}`;
    form.querySelector("[data-when-no]").hidden = !saysNo();
    form.querySelector("[data-rest]").hidden = saysNo();
    wait(questions.length - count);
  }

  function wait(left) {
    if (!primary) return;
    const unsigned = form.elements.method.value === "drawn" && !form.elements.signature.value;
    const untold = !form.elements.told_sensitive.checked;
    const words = saysNo() ? "" : left ? `${form.dataset.left} (${left})` : untold ? form.dataset.told : unsigned ? form.dataset.sign : "";
    missing.textContent = words;
    primary.disabled = Boolean(words);
    const label = primary.querySelector("[data-words]");
    label.dataset.yes ??= label.textContent;
    label.textContent = saysNo() ? primary.dataset.wordsNo : label.dataset.yes;
  }

  form.addEventListener("input", draw);
  form.addEventListener("click", (event) => {
    const question = event.target.closest("[data-ask-again]")?.closest("[data-question]");
    if (!question) return;
    said(question).checked = false;
    draw();
    question.querySelector("input").focus();
  });
  draw();
}

if (form) prepare();
