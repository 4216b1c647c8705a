// The list of checks beside the form: what hinders readers first, each with the words it is about, and one click to
// the field they stand in. Wagtail's own list knows only the preview and the selector of an element.
(() => {
  const SHOWN = 60;
  const FIELDS = "input[type=text], input:not([type]), textarea";

  const textOf = (element) => element.textContent.replaceAll("\u00AD", "").replace(/\s+/g, " ").trim();
  const shortened = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN).trim()} …` : text);
  // Only the institute's own checks say which words; Wagtail's and axe's know the element.
  const wordsOf = (data, element) => (typeof data === "string" ? data : textOf(element) || element.alt || "");
  const messages = () => JSON.parse(document.getElementById("checker-axe-configuration").textContent).messages;

  // A paragraph of a rich text has the same key in the page and in its editor.
  const paragraphOf = (element) => {
    const key = (element.closest("[data-block-key]") ?? element.querySelector("[data-block-key]"))?.dataset.blockKey;
    return key && document.querySelector(`[data-edit-form] [data-offset-key^="${CSS.escape(key)}-"]`);
  };

  const fieldWith = (...texts) => {
    const fields = [...document.querySelectorAll("[data-edit-form]")].flatMap((form) => [
      ...form.querySelectorAll(FIELDS),
    ]);
    for (const text of texts.filter(Boolean)) {
      const field = fields.find(({ value }) => value.replace(/\s+/g, " ").trim() === text);
      if (field) return field;
    }
    return null;
  };

  const named = (path) => path && document.querySelector(`[data-edit-form] [data-contentpath="${path}"]`);

  // The field that holds this element of the page.
  const placeOf = (element, path) => {
    const figure = element.closest("figure");
    return (
      named(path || (element.closest(".lead-picture") && "image")) ||
      paragraphOf(element) ||
      named(element.dataset.block) ||
      fieldWith(textOf(element), element.closest("figure")?.querySelector("img")?.alt, figure && textOf(figure)) ||
      fieldWith(...[...element.querySelectorAll("caption, th, td, span")].map(textOf))
    );
  };

  // On a phone the list covers the form.
  const uncoverForm = (list) => {
    if (list.closest("[data-form-side]").offsetWidth < innerWidth * 0.8) return;
    document.querySelector('[data-side-panel-toggle="checks"]').click();
  };

  const showInPreview = (element) => {
    document.querySelector('[data-side-panel-toggle="preview"]').click();
    element.scrollIntoView({ block: "center" });
  };

  const inOrder = (one, other) =>
    one.isMinor - other.isMinor ||
    (one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1);

  const describe = ({ violations }) => {
    const page = document.getElementById("w-preview-iframe").contentDocument;
    const list = document.querySelector("[data-checks-panel]");
    const places = messages();
    const nodes = violations.flatMap((violation) => violation.nodes.map((node) => ({ violation, node })));
    const results = [...list.children].map((row, number) => {
      const { violation, node } = nodes[number];
      const element = page.querySelector(node.target.at(-1));
      return {
        row,
        element,
        isMinor: violation.impact === "minor",
        words: wordsOf(node.any[0]?.data, element),
        path: places[violation.id]?.place,
      };
    });
    for (const { row, element, words, path } of results.sort(inOrder)) {
      const old = row.querySelector("[data-content-checker-selector]");
      const button = old.cloneNode(true); // without Wagtail's listener
      const label = shortened(words) || button.ariaLabel;
      button.querySelector("[data-content-checker-selector-text]").textContent = label;
      button.querySelector("use").setAttribute("href", "#icon-crosshairs");
      if (words) button.ariaLabel += `: ${label}`;
      button.addEventListener("click", () => {
        const place = placeOf(element, path);
        uncoverForm(list);
        if (place) place.dispatchEvent(new CustomEvent("field:show", { bubbles: true, detail: words }));
        else showInPreview(element);
      });
      old.replaceWith(button);
      list.append(row);
    }
  };

  document.addEventListener(
    "w-preview:update",
    ({ target }) => {
      const preview = window.wagtail.app.getControllerForElementAndIdentifier(target, "w-preview");
      const run = preview.runAxeChecks.bind(preview);
      preview.runAxeChecks = async () => {
        const report = await run();
        describe(report.results);
        return report;
      };
    },
    { once: true },
  );
})();
