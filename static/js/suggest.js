// Suggestions below a search box, as an ARIA combobox; without this script it is a plain search box.
for (const box of document.querySelectorAll("[data-suggest]")) {
  const list = box.nextElementSibling;
  const options = list.children;
  let timer;
  let asked = 0;
  let chosen;
  const set = (node, values) => {
    for (const name in values) node.setAttribute(name, values[name]);
  };
  const choose = (place) => {
    chosen = options[place];
    for (const option of options) set(option, { "aria-selected": option === chosen });
    set(box, { "aria-activedescendant": chosen?.id ?? "" });
  };
  const show = (titles) => {
    list.textContent = "";
    for (const title of titles) {
      const option = list.appendChild(document.createElement("li"));
      set(option, { id: list.id + options.length, role: "option" });
      option.textContent = title;
    }
    list.hidden = !titles[0];
    set(box, { "aria-expanded": !!titles[0] });
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
    const url = `${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`;
    const { suggestions } = await fetch(url)
      .then((answer) => answer.json())
      .catch(() => ({}));
    if (suggestions && now === asked) show(suggestions);
  };
  set(box, { role: "combobox", "aria-autocomplete": "list", autocomplete: "off" });
  show([]);
  box.oninput = () => wait(ask);
  box.onblur = close;
  box.onkeydown = (event) => {
    const last = options.length - 1;
    const place = [...options].indexOf(chosen);
    const act = {
      Escape: close,
      ArrowDown: () => choose(place + 1),
      ArrowUp: () => choose(place < 0 ? last : place - 1),
    }[event.key];
    if (event.key === "Enter" && chosen) box.value = chosen.textContent;
    if (act && last >= 0) {
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
