// Shows a picture of a gallery in a dialog, taken from the page of the picture. Without this script the link leads
// there.
const lightbox = document.createElement("dialog");
const status = lightbox.appendChild(document.createElement("p"));
const close = lightbox.appendChild(document.createElement("button"));
const shown = lightbox.appendChild(document.createElement("div"));
lightbox.className = "lightbox";
status.role = "status";
close.className = "button button-quiet";
document.body.append(lightbox);

const show = async ({ href, rel }) => {
  const answer = await fetch(href).catch(() => ({}));
  if (!answer.ok) return location.assign(href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!lightbox.open) lightbox.showModal();
  status.textContent = lightbox.ariaLabel = page.querySelector("h1").textContent;
  shown.replaceChildren(page.querySelector(".gallery-picture"), page.querySelector(".gallery-steps"));
  // The link in the same direction, or at the end the way back.
  ((rel && (shown.querySelector(`[rel=${rel}]`) ?? shown.querySelector("[rel]"))) || close).focus();
};

addEventListener("click", (event) => {
  const link = event.target.closest(".gallery a, .lightbox .gallery-steps a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  close.textContent = link.closest(".gallery")?.dataset.close ?? close.textContent;
  show(link);
});
close.onclick = () => lightbox.close();
lightbox.onclick = ({ target }) => {
  if (target === lightbox) lightbox.close(); // beside the picture
};
lightbox.onkeydown = ({ key }) => {
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[key];
  if (rel) shown.querySelector(`[rel=${rel}]`)?.click();
};
