// Pasting from Word and from other sites: structure stays, formatting goes. Draft.js keeps paragraphs, lists, bold,
// italics and links by itself; headings, tables and quotations become blocks of their own, as if they had been written
// here, and footnotes come to stand within the text (admin_footnotes.js). Pictures cannot be pasted: the clipboard has only
// their URLs. What is left out is counted and named.
(() => {
  const WORDS = JSON.parse(document.currentScript.dataset.words);
  const DROPPED = [
    "script, style, meta, link, title, del, iframe, form, button, figure:not(:has(table, blockquote))",
    ".msoDel, .MsoCommentReference, .msocomtxt, [style*='mso-element:comment'], a[href*='#_msocom']",
    "[style*='mso-element:footnote'], [style*='mso-element:endnote'], .MsoFootnoteReference, .MsoEndnoteReference",
  ].join();
  const PICTURES = "img, v\\:imagedata";
  const EMBEDS = "iframe, video, audio, object, embed";
  const COMMENTS = "a[href*='#_msocom']";
  // The text of a footnote and the number that leads to it name each other in every program's HTML.
  const NOTES =
    "[style*='mso-element:footnote'], [style*='mso-element:endnote'], [id^='sdfootnote'], [id^='sdendnote'], li";
  const REFERENCE = /^(_ftn|_edn|ftnt|fn:?|footnote-?|anmerkung-|sdfootnote|sdendnote)\d+(sym)?$/;
  const NOTE_URL = "https://footnote.invalid/";
  const NOTE = `a[href="${NOTE_URL}"]`;
  const WRAPPERS = "div, section, article, header, main, center, figure, figcaption";
  const HEADINGS = "h1, h2, h3, h4, h5, h6, p.MsoTitle, p.MsoSubtitle";
  const PARTS = `${WRAPPERS}, ${HEADINGS}, p, ul, ol, table, blockquote`;
  const INLINE = "span, font, b, strong, i, em, u, a";
  // What mail programs and search engines put before a link, by the parameter that has it.
  const LINK_WRAPPERS = [
    [/\.safelinks\.protection\.outlook\.com$/, ["url"]],
    [/^(www\.)?google\.[a-z.]+$/, ["q", "url"]],
    [/^deref-(gmx|web)(-\d+)?\.(net|de)$/, ["redirectUrl"]],
  ];
  // As characters, so that fields without formatting keep them as well.
  const RAISED = { from: "0123456789+-=()n", to: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" };
  const LOWERED = { from: "0123456789+-=()", to: "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎" };
  const WITHOUT_WIDTH = /[\u200B\u2060\uFEFF]/g;
  const LARGEST_SPAN = 100;
  const TRACKING = /^(utm_|mc_|fbclid$|gclid$|msclkid$)/;
  const SHORTCODES = /\[\/?(?:caption|gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+)\b[^\]]*\]/g;
  const HEADING_CHARACTERS = 80;
  const ownEvents = new WeakSet();

  const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

  const escaped = (text) => new Option(text).innerHTML;

  const unwrap = (element) => element.replaceWith(...element.childNodes);

  // Email programs write a paragraph as a div; other divs only group elements.
  const replaceWrapper = (wrapper) => {
    if (wrapper.querySelector(PARTS) || wrapper.closest("li, td, th, p")) unwrap(wrapper);
    else {
      const paragraph = document.createElement("p");
      paragraph.append(...wrapper.childNodes);
      wrapper.replaceWith(paragraph);
    }
  };

  const linkTarget = (href, tries = 3) => {
    const address = URL.canParse(href) && new URL(href);
    const [, names] = (address && LINK_WRAPPERS.find(([host]) => host.test(address.hostname))) || [];
    const isWrapped = names && (address.pathname === "/url" || !address.hostname.includes("google"));
    const target = isWrapped && names.map((name) => address.searchParams.get(name)).find(Boolean);
    return tries && /^https?:\/\//.test(target) ? linkTarget(target, tries - 1) : href;
  };

  const withoutTracking = (link) => {
    const target = linkTarget(link.href);
    if (target !== link.href) link.setAttribute("href", target);
    const address = URL.canParse(target) && new URL(target);
    if (!address?.search) return;
    for (const name of [...address.searchParams.keys()]) {
      if (TRACKING.test(name)) address.searchParams.delete(name);
    }
    link.setAttribute("href", address.href);
  };

  // m<sup>2</sup> is m², CO<sub>2</sub> CO₂. What has no such character is marked for `asCopiedWithin`.
  const replaceRaised = (element) => {
    const isRaised = element.matches("sup") || element.style.verticalAlign === "super";
    if (!isRaised && !element.matches("sub") && element.style.verticalAlign !== "sub") return;
    const { from, to } = isRaised ? RAISED : LOWERED;
    const characters = [...textOf(element)].map((character) => to[from.indexOf(character)]);
    if (characters.every(Boolean) && !element.querySelector("a")) element.replaceWith(...characters);
    else {
      const mark = document.createElement("code");
      const inner = isRaised ? mark : mark.appendChild(document.createElement("s"));
      inner.append(...element.childNodes);
      element.replaceWith(mark);
    }
  };

  // What the anchor `id` belongs to, if it is a footnote below `link`.
  const noteBelow = (link, id) => {
    const target = link.ownerDocument.querySelector(`[id="${id}"], [name="${id}"]`);
    const note = target?.closest(NOTES) ?? target?.closest("p") ?? target;
    const isBelow = note && link.compareDocumentPosition(note) === Node.DOCUMENT_POSITION_FOLLOWING;
    return isBelow ? note : null;
  };

  // The words of a footnote with bold and italics, without its number and the way back.
  const inlineNote = (note) => {
    const copy = note.cloneNode(true);
    for (const link of copy.querySelectorAll("a")) {
      const target = link.getAttribute("href") ?? "";
      if (target.includes("#") && /^[[(]?\w*[\])]?$|^[↑↩^]/.test(textOf(link))) (link.closest("sup") ?? link).remove();
      else if (/^https?:/.test(target) && !textOf(link).includes(target)) link.append(` ${target}`);
    }
    for (const element of copy.querySelectorAll(".MsoFootnoteReference, .MsoEndnoteReference")) element.remove();
    for (const element of copy.querySelectorAll("p, div, br")) element.append(" ");
    for (const element of [...copy.querySelectorAll("*")]) if (!element.matches("i, em, b, strong")) unwrap(element);
    return copy.innerHTML.replace(/^(\s|&nbsp;)+|(\s|&nbsp;)+$/g, "");
  };

  // Puts each footnote where its number stands, as a link that `asCopiedWithin` makes a footnote of. Returns how many are
  // left out: where the field takes none, or their text was not copied.
  const moveNotes = (body, areTaken) => {
    let leftOut = 0;
    const notes = new Set();
    for (const link of body.querySelectorAll("a[href*='#']")) {
      const id = link.getAttribute("href").split("#")[1];
      if (!REFERENCE.test(id)) continue;
      const note = noteBelow(link, id);
      const isReference = note || /^\[?\w{1,4}\]?$/.test(textOf(link));
      if (!isReference) continue;
      const text = note && inlineNote(note);
      if (note) notes.add(note);
      const place = link.closest("sup") ?? link;
      if (text && areTaken && !place.closest(`${HEADINGS}, table, blockquote`)) {
        const mark = Object.assign(document.createElement("a"), { href: NOTE_URL, innerHTML: text });
        place.replaceWith(mark);
      } else {
        place.remove();
        leftOut += 1;
      }
    }
    for (const note of notes) note.remove();
    return leftOut;
  };

  const clean = (html, areNotesTaken) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const leftOut = {
      pictures: body.querySelectorAll(PICTURES).length,
      embeds: body.querySelectorAll(EMBEDS).length,
      comments: new Set([...body.querySelectorAll(COMMENTS)].map((link) => link.hash)).size,
      footnotes: moveNotes(body, areNotesTaken),
    };
    for (const element of body.querySelectorAll(`${DROPPED}, ${PICTURES}, ${EMBEDS}`)) element.remove();
    for (const bold of body.querySelectorAll("b, strong")) if (/normal|400/.test(bold.style.fontWeight)) unwrap(bold);
    for (const inline of body.querySelectorAll(INLINE)) if (inline.querySelector(PARTS)) unwrap(inline);
    for (const code of body.querySelectorAll("code")) unwrap(code);
    for (const raised of body.querySelectorAll("sup, sub, span[style*='vertical-align']")) replaceRaised(raised);
    for (const link of body.querySelectorAll("a[href]")) withoutTracking(link);
    const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      texts.currentNode.data = texts.currentNode.data
        .replaceAll("\u00A0", " ")
        .replace(WITHOUT_WIDTH, "")
        .replace(SHORTCODES, "");
    }
    for (let wrapper = body.querySelector(WRAPPERS); wrapper; wrapper = body.querySelector(WRAPPERS)) {
      replaceWrapper(wrapper);
    }
    for (const paragraph of body.querySelectorAll("p")) if (!textOf(paragraph)) paragraph.remove();
    return { body, leftOut };
  };

  // A short paragraph that is bold from end to end was meant as a heading.
  const isHeading = (element) => {
    if (element.matches(HEADINGS)) return true;
    const bold = element.matches("p") && !element.querySelector(NOTE) && element.querySelector("b, strong");
    const text = textOf(element);
    return bold && textOf(bold) === text && text.length <= HEADING_CHARACTERS && !/[.:;!?]$/.test(text);
  };

  // The texts of the cells by row and column; where a merged cell goes on, it is empty.
  const gridOf = (table) => {
    const grid = [...table.rows].map(() => []);
    [...table.rows].forEach((row, y) => {
      for (const cell of row.cells) {
        let x = 0;
        while (grid[y][x] !== undefined) x += 1;
        for (const line of grid.slice(y, y + Math.max(1, cell.rowSpan))) {
          for (let step = 0; step < Math.min(cell.colSpan, LARGEST_SPAN); step += 1) line[x + step] ??= "";
        }
        grid[y][x] = textOf(cell);
      }
    });
    return grid.filter((row) => row.some(Boolean));
  };

  // A first row with nothing but one text at its beginning is the title, as in a sheet with a merged cell above.
  const tableOf = (table) => {
    const rows = gridOf(table);
    const width = Math.max(0, ...rows.map((row) => row.length));
    const hasTitle = rows.length > 2 && width > 1 && rows[0][0] && rows[0].filter(Boolean).length === 1;
    const title = hasTitle ? rows.shift()[0] : "";
    const columns = Array.from({ length: width }, (_column, x) => ({ type: "text", heading: rows[0][x] ?? "" }));
    const values = rows.slice(1).map((row) => ({ values: columns.map((_column, x) => row[x] ?? "") }));
    const caption = table.caption ? textOf(table.caption) : title;
    return { caption, table: { columns, rows: values, caption: "" } };
  };

  const isTable = (element) => {
    if (!element.matches("table")) return false;
    const { columns, rows } = tableOf(element).table;
    return columns.length > 1 && rows.length > 0;
  };

  const quotationOf = (quotation) => {
    const source = quotation.querySelector("cite, footer");
    source?.remove();
    return { text: textOf(quotation), source: source ? textOf(source) : "" };
  };

  // The blocks that the pasted text would be: [type, value], for `text` its HTML.
  const blocksOf = (body) => {
    const blocks = [];
    for (const node of [...body.childNodes]) {
      if (node.nodeType === Node.COMMENT_NODE || !textOf(node)) continue;
      const isElement = node.nodeType === Node.ELEMENT_NODE;
      const isSubheading = isElement && node.matches("h3, h4, h5, h6");
      if (isElement && isHeading(node)) blocks.push([isSubheading ? "subheading" : "heading", textOf(node)]);
      else if (isElement && isTable(node)) blocks.push(["table", tableOf(node)]);
      else if (isElement && node.matches("blockquote")) blocks.push(["quotation", quotationOf(node)]);
      else {
        if (blocks.at(-1)?.[0] !== "text") blocks.push(["text", ""]);
        blocks.at(-1)[1] += node.outerHTML ?? node.textContent;
      }
    }
    return blocks;
  };

  // Where no blocks can be added, headings stay bold and the cells of a row stay in one line.
  const flatten = (body) => {
    const paragraph = (html) => `<p>${html}</p>`;
    if (body.childElementCount === 1 && body.firstElementChild.matches(HEADINGS)) return escaped(textOf(body));
    body.querySelectorAll(HEADINGS).forEach((heading) => {
      heading.outerHTML = paragraph(`<b>${escaped(textOf(heading))}</b>`);
    });
    body.querySelectorAll("table").forEach((table) => {
      const rows = [...table.rows].map((row) => [...row.cells].map(textOf).filter(Boolean).join(" | "));
      table.outerHTML = rows.map(escaped).map(paragraph).join("");
    });
    return body.innerHTML.trim();
  };

  // Draft.js takes raised and lowered letters and footnotes from nothing but its own clipboard. It reads the marks for
  // them as formats that no field here has, and as links.
  const asCopiedWithin = (html) => {
    const { CharacterMetadata, ContentState, convertFromHTML, convertToRaw } = window.DraftJS;
    const { contentBlocks, entityMap } = convertFromHTML(html);
    const shifted = (character) => {
      if (!character.hasStyle("CODE")) return character;
      const style = character.hasStyle("STRIKETHROUGH") ? "SUBSCRIPT" : "SUPERSCRIPT";
      return CharacterMetadata.applyStyle(character, style);
    };
    const blocks = contentBlocks.map((block) => block.set("characterList", block.getCharacterList().map(shifted)));
    const fragment = document.createElement("div");
    const raw = convertToRaw(ContentState.createFromBlockArray(blocks, entityMap));
    for (const [key, { data }] of Object.entries(raw.entityMap)) {
      if (data.url === NOTE_URL) raw.entityMap[key] = { type: "FOOTNOTE", mutability: "IMMUTABLE", data: {} };
    }
    fragment.setAttribute("data-draftjs-conductor-fragment", JSON.stringify(raw));
    return fragment.outerHTML;
  };

  const pasteInto = (editor, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      "text/html",
      html.includes("<code>") || html.includes(NOTE_URL) ? asCopiedWithin(html) : html,
    );
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    ownEvents.add(event);
    editor.focus();
    editor.dispatchEvent(event);
  };

  // The stream whose block `editor` is, with the number of that block; nothing if it is deeper within a block.
  const streamAround = (editor, block) => {
    const children = block?.children ?? [];
    const index = children.findIndex((child) => child.element?.contains(editor));
    if (index < 0) {
      const within = Object.values(block?.childBlocks ?? {});
      return within.map((inner) => streamAround(editor, inner)).find(Boolean);
    }
    if (children[index].type === "text") {
      const takes = (blocks) => blocks.every(([type]) => type in block.blockDef.childBlockDefsByName);
      return { stream: block, index, takes };
    }
    return streamAround(editor, children[index].block);
  };

  const takesNotes = (editor) => {
    const { draftailEditor } = editor.closest("[data-field-input]")?.querySelector("input") ?? {};
    return Boolean(draftailEditor?.props.entityTypes.some(({ type }) => type === "FOOTNOTE"));
  };

  const isAtEnd = (editor) => {
    const selection = getSelection();
    if (!selection.rangeCount) return true;
    const rest = selection.getRangeAt(0).cloneRange();
    rest.setEndAfter(editor.lastChild);
    return !rest.toString().trim() || selection.toString().trim() === textOf(editor);
  };

  const insert = (blocks, editor, { stream, index }) => {
    const wasEmpty = !textOf(editor);
    const [[firstType, firstValue], ...others] = blocks;
    const rest = firstType === "text" ? others : blocks;
    if (firstType === "text") pasteInto(editor, firstValue);
    rest.forEach(([type, value], number) => {
      const place = index + 1 + number;
      const state = type === "text" ? stream.blockDef.initialChildStates.text : value;
      stream.insert({ type, value: state, id: crypto.randomUUID() }, place, {});
      if (type === "text") pasteInto(stream.children[place].element.querySelector("[contenteditable=true]"), value);
    });
    if (wasEmpty && firstType !== "text") stream.deleteBlock(index);
  };

  // Below the text that was pasted last: Wagtail's messages stand at the top of the page, out of sight.
  const tell = (leftOut) => {
    document.querySelector(".paste-notice")?.remove();
    const kinds = Object.entries(leftOut).filter(([, count]) => count);
    if (!kinds.length) return;
    const named = kinds.map(([kind, count]) => WORDS[kind][Number(count > 1)].replace("{count}", count));
    const total = kinds.reduce((sum, [, count]) => sum + count, 0);
    const list = new Intl.ListFormat(document.documentElement.lang).format(named);
    const hint = leftOut.pictures ? ` ${WORDS.hint}` : "";
    const text = WORDS.left_out[Number(total > 1)].replace("{what}", list) + hint;
    const notice = Object.assign(document.createElement("p"), { className: "paste-notice", textContent: text });
    notice.setAttribute("role", "status");
    document.activeElement.closest("[data-draftail-editor-wrapper]").after(notice);
  };

  document.addEventListener(
    "paste",
    (event) => {
      const editor = event.target.closest?.(".Draftail-Editor [contenteditable=true]");
      const html = event.clipboardData?.getData("text/html");
      const isOwn = ownEvents.has(event) || /data-draftjs-conductor-fragment|data-editor=/.test(html);
      if (!editor || !html || isOwn) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { body, leftOut } = clean(html, takesNotes(editor));
      const blocks = blocksOf(body);
      const place = streamAround(editor, editor.closest("[id$='-root']")?.rootBlock);
      const needsBlocks = blocks.length > 1 || blocks[0]?.[0] === "table";
      if (needsBlocks && place?.takes(blocks) && isAtEnd(editor)) insert(blocks, editor, place);
      else if (blocks.length) pasteInto(editor, flatten(body));
      tell(leftOut);
    },
    { capture: true },
  );
})();
