// The checks of editing/content_checks.py. Each returns the words it objects to; none if all is well.
(() => {
  const LETTERS = /[\p{L}\p{N}]+/gu;
  const CAPITALS = /\p{Lu}{2,}(?:\s+\p{Lu}{2,})*/gu;

  const textOf = (element) => element.textContent.replaceAll("\u00AD", "").replace(/\s+/g, " ").trim();
  const wordsOf = (text) => text.match(LETTERS) ?? [];

  const undescribed = (picture) => ("undescribed" in picture.dataset ? [""] : []);

  const checks = {
    "link-text": (link, { phrases }) => {
      const text = textOf(link);
      const isAddress = /^(https?:\/\/|www\.)/i.test(text);
      return isAddress || phrases.includes(wordsOf(text.toLowerCase()).join(" ")) ? [text] : [];
    },

    // What is uploaded here shows its type and size itself (`data-file`); the size may follow the link.
    "document-link": (link, { type, size }) => {
      if (link.dataset.file || !/\.pdf$/i.test(link.pathname)) return [];
      const after = link.nextSibling?.textContent.slice(0, 30) ?? "";
      const text = textOf(link) + after;
      return new RegExp(type, "i").test(text) && new RegExp(size, "i").test(text) ? [] : [textOf(link)];
    },

    "table-header": (table) => {
      const headings = [...table.querySelectorAll("thead th")].map(textOf);
      const isComplete = headings.length && headings.slice(1).every(Boolean) && headings.some(Boolean);
      return isComplete ? [] : [textOf(table.caption ?? table)];
    },

    "picture-alternative": undescribed,
    "block-picture-alternative": undescribed,

    // A gallery shows the credit with the large picture only: its preview says where there is none.
    "picture-rights": (picture) => {
      const isSilent = picture.matches("figure") && picture.querySelector("img") && !picture.querySelector(".credit");
      return isSilent || "uncredited" in picture.dataset ? [""] : [];
    },

    "picture-private": (picture) => ("private" in picture.dataset ? [""] : []),

    "bold-paragraph": (paragraph) => {
      const bold = paragraph.querySelector("b, strong");
      return bold && textOf(bold) === textOf(paragraph) ? [textOf(bold)] : [];
    },

    // A long word, or several in a row of which one is too long for an abbreviation.
    capitals: (element, { abbreviations }) =>
      (textOf(element).match(CAPITALS) ?? []).filter((run) => {
        const words = run.split(/\s+/).filter((word) => !abbreviations.includes(word));
        const shortest = words.length > 1 ? 5 : 7;
        return words.some((word) => word.length >= shortest);
      }),

    "teaser-length": (teaser, { characters }) => (textOf(teaser).length > characters ? [""] : []),

    "long-sentence": (element, { words }) =>
      [...new Intl.Segmenter("de", { granularity: "sentence" }).segment(textOf(element))]
        .map(({ segment }) => segment.trim())
        .filter((sentence) => wordsOf(sentence).length > words),

    "long-word": (element, { letters }) => wordsOf(textOf(element)).filter((word) => word.length > letters),
  };

  window.axe.configure({
    checks: Object.entries(checks).map(([id, find]) => ({
      id,
      evaluate(element, options) {
        const words = find(element, options);
        this.data(words[0] ?? "");
        return words.length === 0;
      },
    })),
  });
})();
