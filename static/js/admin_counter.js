// Counts the characters of a field beside what is recommended (CountedMixin). The count is shown at once but read out
// after a pause only, so that nobody is interrupted while typing.
(() => {
  const PAUSE = 1500; // milliseconds

  function inWords(length, { least, most, empty, short, fitting, long }) {
    const words = !length ? empty : length < least ? short : length > most ? long : fitting;
    return words.replace("#", length);
  }

  function count(field, number) {
    const advice = JSON.parse(field.dataset.counter);
    const shown = Object.assign(document.createElement("p"), { className: "field-counter", id: `counter-${number}` });
    const spoken = Object.assign(document.createElement("p"), { className: "w-sr-only", role: "status" });
    let waiting;

    function update() {
      const length = field.value.trim().length;
      shown.textContent = inWords(length, advice);
      shown.classList.toggle("is-long", length > advice.most);
      return shown.textContent;
    }

    update();
    field.after(shown, spoken);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());
    field.addEventListener("input", () => {
      const words = update();
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        spoken.textContent = words;
      }, PAUSE);
    });
  }

  document.querySelectorAll("[data-counter]").forEach(count);
})();
