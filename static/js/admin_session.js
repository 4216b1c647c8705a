// Says five minutes before the session of an editor ends, and when it has ended: with a link that signs in again in
// another tab, while the text stays. The forms of this tab then get the new token, and saving goes on.
(() => {
  const script = document.currentScript;
  const { url, login, ends, ended, signIn, stay, keeps } = script.dataset;
  const WARNING = 5 * 60 * 1000;
  const LONGEST = 24 * 3600 * 1000; // a timer takes no more than that
  let endsAt = Infinity;
  let timer = null;

  const box = document.createElement("div");
  box.className = "session-notice";
  box.popover = "manual";
  box.setAttribute("role", "alert");
  document.body.append(box);

  const show = (sentence, control) => {
    const text = document.createElement("p");
    text.textContent = sentence;
    box.replaceChildren(text, control);
    if (!box.matches(":popover-open")) box.showPopover();
  };
  const hide = () => box.matches(":popover-open") && box.hidePopover();

  const sayEnded = () => {
    const link = document.createElement("a");
    Object.assign(link, { className: "button", href: login, target: "_blank", textContent: signIn });
    show(`${ended} ${keeps}`, link);
  };

  const warn = () => {
    const button = document.createElement("button");
    Object.assign(button, { className: "button", type: "button", textContent: stay });
    button.addEventListener("click", () => check("?continue"));
    const time = new Date(endsAt).toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
    show(ends.replace("{time}", time), button);
  };

  const renew = (token) => {
    window.wagtailConfig.CSRF_TOKEN = token;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  };

  const check = async (query = "") => {
    let state = { seconds_left: 0 };
    try {
      const response = await fetch(url + query, { headers: { Accept: "application/json" }, redirect: "error" });
      if (response.ok) state = await response.json();
      else if (response.status >= 500) return;
    } catch {
      return; // no network: Wagtail says so
    }
    const hadEnded = endsAt <= Date.now();
    endsAt = Date.now() + state.seconds_left * 1000;
    clearTimeout(timer);
    if (!state.seconds_left) {
      sayEnded();
      return;
    }
    renew(state.csrf_token);
    const left = state.seconds_left * 1000;
    timer = setTimeout(check, Math.min(left > WARNING ? left - WARNING : left + 1000, LONGEST));
    if (left <= WARNING) warn();
    else hide();
    if (hadEnded) {
      const form = document.querySelector("[data-edit-form]");
      form?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true }));
    }
  };

  document.addEventListener("w-autosave:error", () => check());
  window.addEventListener("focus", () => check());
  document.addEventListener("visibilitychange", () => document.hidden || check());
  document.addEventListener(
    "click",
    (event) => {
      if (endsAt > Date.now() || !event.target.closest("[data-edit-form] [type=submit]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      sayEnded();
    },
    { capture: true },
  );
  check();
})();
