// A link may name a field of a form (`#:w:contentpath=review`). Wagtail scrolls to it, but not if the field is in a
// panel that is closed: so open the panels around it first, then put the cursor into the field.
window.addEventListener("load", () => {
  const path = new URLSearchParams(location.hash.split(":w:")[1]).get("contentpath");
  const field = path && document.querySelector(`[data-contentpath="${CSS.escape(path)}"]`);
  if (!field) return;
  for (let panel = field.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
    panel.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
  }
  // After Wagtail's own attempt, which comes 100 ms after loading.
  setTimeout(() => {
    const inputs = [...field.querySelectorAll("input, select, textarea, button")];
    const text = field.querySelector("[contenteditable=true]"); // stands in for a hidden field
    (text ?? inputs.find((input) => input.checkVisibility()))?.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
  }, 500);
});
