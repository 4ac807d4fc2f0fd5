// Draws on canvas[data-sign="name of the hidden box"] and keeps the drawing there as a PNG. [data-sign-clear] starts anew.
// Who cannot draw signs on paper before a witness: the form offers that beside it.

const INK = "#1E2528";

function prepare(canvas) {
  const box = canvas.closest("form").elements[canvas.dataset.sign];
  const pen = canvas.getContext("2d");
  let isDown = false;

  function clear() {
    const scale = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    pen.scale(scale, scale);
    Object.assign(pen, { lineWidth: 2.5, lineCap: "round", lineJoin: "round", strokeStyle: INK });
    keep("");
  }

  function keep(drawing) {
    if (box.value === drawing) return;
    box.value = drawing;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (!canvas.width || Math.abs(canvas.clientWidth * (window.devicePixelRatio || 1) - canvas.width) > 1) clear();
    isDown = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!isDown) return;
    pen.lineTo(event.offsetX, event.offsetY);
    pen.stroke();
  });
  const lift = () => {
    if (isDown) keep(canvas.toDataURL("image/png"));
    isDown = false;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.closest(".sign").querySelector("[data-sign-clear]")?.addEventListener("click", clear);
  clear();
}

document.querySelectorAll("canvas[data-sign]").forEach(prepare);
