// The QR on a slip carries the family's code behind "#", which never leaves the telephone by itself: fill the box, clear the address.

const box = document.getElementById("code");
const code = decodeURIComponent(location.hash.slice(1));

if (code) history.replaceState(null, "", location.pathname);
if (box && code && /^[\w\s-]{5,20}$/.test(code)) {
  box.value = code.replace(/(.{4})(?=.)/g, "$1 ");
  box.form.querySelector(".primary").focus();
}
