// Suggestions below a search box, as an ARIA combobox; without this script it is a plain search box.
for (const box of document.querySelectorAll("[data-suggest]")) {
  const list = box.nextElementSibling;
  const options = list.children;
  let timer;
  let asked = 0;
  let chosen;
  const choose = (place) => {
    chosen = options[place];
    for (const option of options) option.ariaSelected = option === chosen;
    box.setAttribute("aria-activedescendant", chosen?.id ?? "");
  };
  const show = (titles) => {
    list.textContent = "";
    for (const title of titles) {
      const option = list.appendChild(document.createElement("li"));
      Object.assign(option, { id: list.id + options.length, role: "option", textContent: title });
    }
    box.ariaExpanded = !!titles[0];
    list.hidden = !titles[0];
    choose(-1);
  };
  const wait = (then) => {
    asked++;
    clearTimeout(timer);
    timer = setTimeout(then, 150);
  };
  const close = () => {
    wait();
    show([]);
  };
  const ask = async () => {
    const now = asked;
    const query = new URLSearchParams({ q: box.value });
    const { suggestions } = await fetch(`${box.dataset.suggest}?${query}`)
      .then((answer) => answer.json())
      .catch(() => ({}));
    if (suggestions && now === asked) show(suggestions);
  };
  Object.assign(box, { role: "combobox", ariaAutoComplete: "list", autocomplete: "off" });
  show([]);
  box.oninput = () => wait(ask);
  box.onblur = close;
  box.onkeydown = (event) => {
    const place = [...options].indexOf(chosen);
    const act = {
      Escape: close,
      ArrowDown: () => choose(place + 1),
      ArrowUp: () => choose((place < 0 ? options.length : place) - 1),
    }[event.key];
    if (event.key === "Enter" && chosen) box.value = chosen.textContent;
    if (act && options[0]) {
      event.preventDefault();
      act();
    }
  };
  list.onpointerdown = (event) => event.preventDefault();
  list.onclick = ({ target }) => {
    box.value = target.textContent;
    box.form.requestSubmit();
  };
}
