// A link may name a field of a form (`#:w:contentpath=results`). Wagtail scrolls to it, but not if the field is in a tab
// or panel that is closed: so open what is around the field first, then put the cursor into it. Other scripts ask for
// the same by the event `field:show` on anything within the form; its detail are words to select there.
(() => {
  const SETTLED = 500; // ms; after Wagtail's own attempt, which comes 100 ms after loading

  const open = (field) => {
    const tab = field.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][href="#${CSS.escape(tab.id)}"]`)?.click();
    for (let panel = field.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      panel.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]')?.click();
    }
    field.querySelector(".checkbox-fold")?.setAttribute("open", "");
  };

  const isForInput = (element) =>
    element.matches("input:enabled, select:enabled, textarea:enabled, button:enabled") &&
    !element.closest(".w-panel__header");

  const focus = (field) => {
    const inputs = [field, ...field.querySelectorAll("input, select, textarea, button")];
    const text = field.closest("[contenteditable=true]") ?? field.querySelector("[contenteditable=true]"); // for a hidden field
    const input = text ?? inputs.find((input) => isForInput(input) && input.checkVisibility());
    input?.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
    return input;
  };

  const select = (field, input, words) => {
    if (input?.setSelectionRange) {
      const start = input.value.indexOf(words);
      if (start >= 0) input.setSelectionRange(start, start + words.length);
      return;
    }
    const texts = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const start = texts.currentNode.data.indexOf(words);
      if (start >= 0) {
        getSelection().setBaseAndExtent(texts.currentNode, start, texts.currentNode, start + words.length);
        return;
      }
    }
  };

  document.addEventListener("field:show", ({ target, detail }) => {
    open(target);
    const input = focus(target);
    if (detail) setTimeout(() => select(target, input, detail));
  });

  window.addEventListener("load", () => {
    const path = new URLSearchParams(location.hash.split(":w:")[1]).get("contentpath");
    const field = path && document.querySelector(`[data-contentpath="${CSS.escape(path)}"]`);
    if (!field) return;
    open(field);
    setTimeout(() => focus(field), SETTLED);
  });
})();
