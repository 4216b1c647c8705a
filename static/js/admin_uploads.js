// Several pictures at once: a credit that they have in common is typed once, and one button saves the whole list.
(() => {
  const list = document.getElementById("upload-list");
  const together = document.querySelector(".upload-common");
  const common = document.getElementById("common-credit");
  const save = document.querySelector(".upload-save");
  const credits = () => list.querySelectorAll("[name$=-credit]");

  const spread = () => {
    for (const credit of credits()) {
      if (!credit.dataset.own) credit.value = common.value;
    }
  };

  list.before(together);
  list.after(save);
  common.addEventListener("input", spread);
  list.addEventListener("input", ({ target }) => {
    if (target.name.endsWith("-credit")) target.dataset.own = "true";
  });
  save.addEventListener("click", () => {
    for (const form of list.querySelectorAll("form[enctype]")) form.requestSubmit();
  });
  new MutationObserver(() => {
    together.hidden = save.hidden = credits().length < 2;
    spread();
  }).observe(list, { childList: true, subtree: true });
})();
