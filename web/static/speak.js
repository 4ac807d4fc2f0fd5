// "Đọc to": the browser reads [data-speak="css selector"] aloud. The button shows itself only where a Vietnamese voice lives.

const buttons = document.querySelectorAll("[data-speak]");
const voice = () => speechSynthesis.getVoices().find((each) => each.lang.replace("_", "-").toLowerCase().startsWith("vi"));

function show() {
  buttons.forEach((button) => (button.hidden = !voice()));
}

function speak(button) {
  if (speechSynthesis.speaking) return speechSynthesis.cancel();
  const words = [...document.querySelectorAll(button.dataset.speak)].map((each) => each.innerText).join("\n");
  const speech = new SpeechSynthesisUtterance(words);
  Object.assign(speech, { lang: "vi-VN", voice: voice(), rate: 0.85 });
  speechSynthesis.speak(speech);
}

if ("speechSynthesis" in window) {
  show();
  speechSynthesis.addEventListener?.("voiceschanged", show);
  buttons.forEach((button) => button.addEventListener("click", () => speak(button)));
}
