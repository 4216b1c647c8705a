// An editor who publishes while an automatic save of a new page runs, or just before one begins, would create the page
// twice: the second attempt fails because its slug is taken. So a button that submits the form waits for the save to
// end, and from the moment the form is sent no save begins.
(() => {
  let saving = false;
  let waiting = null;
  let sent = false;

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

  document.addEventListener(
    "w-autosave:save",
    (event) => {
      if (sent) {
        event.preventDefault();
        event.stopImmediatePropagation(); // nothing is being saved, so nothing says so
      }
    },
    { capture: true },
  );
  document.addEventListener("w-autosave:save", (event) => {
    saving = !event.defaultPrevented;
  });
  document.addEventListener("w-autosave:success", proceed);
  document.addEventListener("w-autosave:error", proceed);
  // By jQuery, because the dialogs of the approval submit the form through it, which browsers tell nobody.
  window.jQuery(document).on("submit", "[data-edit-form]", (event) => {
    sent = !event.isDefaultPrevented();
  });
  // The browser brought the form back as it was.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sent = false;
  });
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
