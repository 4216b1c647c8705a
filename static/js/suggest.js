// Titles below a search box: a combobox of the ARIA practices. Without this script the box just searches.
for (const input of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("ul"), options = list.children, { suggest, label } = input.dataset;
  let timer, asked = 0, chosen;
  const set = (node, values) => { for (const name in values) node.setAttribute(name, values[name]); };
  const choose = (number) => {
    chosen = options[number];
    for (const option of options) set(option, { "aria-selected": option === chosen });
    set(input, { "aria-activedescendant": chosen?.id ?? "" });
  };
  const show = (titles) => {
    list.textContent = "";
    for (const title of titles) {
      const option = list.appendChild(document.createElement("li"));
      set(option, { id: list.id + options.length, role: "option" });
      option.textContent = title;
    }
    list.hidden = !titles.length;
    set(input, { "aria-expanded": !list.hidden });
    choose(-1);
  };
  const close = () => { clearTimeout(timer); asked++; show([]); };
  const ask = async () => {
    const number = ++asked, answer = await fetch(suggest + "?q=" + encodeURIComponent(input.value)).catch(() => 0);
    if (answer.ok && number === asked) show((await answer.json()).suggestions);
  };
  set(list, { id: input.id + "-liste", role: "listbox", class: "suggestions", "aria-label": label });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, autocomplete: "off" });
  input.after(list);
  show([]);
  input.oninput = () => { clearTimeout(timer); timer = setTimeout(ask, 180); };
  input.onblur = close;
  input.onkeydown = (event) => {
    const { key } = event, count = options.length, step = { ArrowDown: 2, ArrowUp: 0 }[key];
    if (key === "Enter" && chosen) input.value = chosen.textContent;
    if (!count || (step == null && key !== "Escape")) return;
    event.preventDefault();
    // After the last one comes the box itself again.
    step == null ? close() : choose(([...options].indexOf(chosen) + step + count + 1) % (count + 1) - 1);
  };
  list.onpointerdown = (event) => event.preventDefault();
  list.onclick = ({ target }) => { input.value = target.textContent; input.form.requestSubmit(); };
}
