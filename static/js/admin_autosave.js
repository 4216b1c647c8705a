// An editor who publishes during the first automatic save of a new page would create the page twice: the second
// attempt fails because its slug is taken. So a button that submits the form waits for the save to end.
(() => {
  let saving = false;
  let waiting = null;

  const proceed = () => {
    saving = false;
    // Wagtail may start the next save right after this one, for what was typed meanwhile.
    setTimeout(() => {
      if (saving || !waiting) return;
      const button = waiting;
      waiting = null;
      button.click();
    });
  };

  document.addEventListener("w-autosave:save", (event) => {
    saving = !event.defaultPrevented;
  });
  document.addEventListener("w-autosave:success", proceed);
  document.addEventListener("w-autosave:error", proceed);
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("[data-edit-form] [type=submit]");
      if (!saving || !button) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = button;
    },
    { capture: true },
  );
})();
