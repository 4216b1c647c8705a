// The figures beside the form, from the text of the editors alone: Wagtail counts the whole page, and judges its
// readability by a formula made for other languages. Flesch's, as Amstad (1978) fitted it to German, needs syllables.
(() => {
  const TEXTS = "h1, h2, h3, .lead, p, li, blockquote";
  const WITHIN = "h1, .lead, .story, .rich-text, .accordion-content";
  const WORDS_A_MINUTE = 200; // as ikpe_site/text/reading.py
  const FEWEST_WORDS = 30; // below, one long word decides
  const FROM = [80, 60, 50, 30]; // very easy, easy, medium, difficult
  const VOWELS = /aa|ee|oo|ie|ei|ey|ai|ay|au|äu|eu|[aeiouyäöüéèà]/g;

  const syllables = (word) => word.toLowerCase().replace("qu", "q").match(VOWELS)?.length ?? 1;

  const segments = (text, granularity) => [...new Intl.Segmenter("de", { granularity }).segment(text)];

  const measure = (texts) => {
    const words = texts.flatMap((text) => text.match(/\p{L}[\p{L}\p{N}-]*/gu) ?? []);
    const sentences = texts
      .flatMap((text) => segments(text, "sentence"))
      .filter(({ segment }) => /\p{L}/u.test(segment));
    const perWord = words.reduce((sum, word) => sum + syllables(word), 0) / words.length;
    return { words: words.length, score: Math.round(180 - words.length / sentences.length - 58.5 * perWord) };
  };

  const editedTexts = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return [...page.querySelectorAll(TEXTS)]
      .filter((element) => element.closest(WITHIN) && !element.querySelector(TEXTS))
      .map((element) => element.textContent.replaceAll("\u00AD", "").replace(/\s+/g, " ").trim());
  };

  const inWords = (score) => {
    const levels = document.querySelector("[data-readability-levels]").dataset.readabilityLevels.split("|");
    const level = FROM.findIndex((from) => score >= from);
    return `${Math.min(100, Math.max(0, score))} – ${levels.at(level)}`;
  };

  document.addEventListener("w-preview:content", ({ detail: { content, metrics } }) => {
    const { words, score } = measure(editedTexts(content.innerHTML));
    metrics.wordCount = words;
    metrics.readingTime = words && Math.max(1, Math.round(words / WORDS_A_MINUTE));
    metrics.readabilityScore = words < FEWEST_WORDS ? "–" : inWords(score);
  });
})();
