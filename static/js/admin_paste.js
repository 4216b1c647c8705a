// Pasting from Word and from other sites: structure stays, formatting goes. Draft.js keeps paragraphs, lists, bold,
// italics and links by itself; headings, tables and quotations become blocks of their own, as if they had been written
// here. Pictures cannot be pasted: the clipboard has only their URLs.
(() => {
  const { pictures: PICTURES_LEFT_OUT } = document.currentScript.dataset;
  const DROPPED = [
    "script, style, meta, link, title, del, iframe, form, button, figure:not(:has(table, blockquote))",
    ".msoDel, .MsoCommentReference, .msocomtxt, [style*='mso-element:comment'], [style*='mso-element:footnote']",
    "a[href*='#_msocom'], a[href*='#_ftn'], a[href*='#_edn'], .MsoFootnoteReference",
  ].join();
  const PICTURES = "img, v\\:imagedata";
  const WRAPPERS = "div, section, article, header, main, center, figure, figcaption";
  const HEADINGS = "h1, h2, h3, h4, h5, h6, p.MsoTitle, p.MsoSubtitle";
  const PARTS = `${WRAPPERS}, ${HEADINGS}, p, ul, ol, table, blockquote`;
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

  const withoutTracking = (link) => {
    const address = URL.canParse(link.href) && new URL(link.href);
    if (!address?.search) return;
    for (const name of [...address.searchParams.keys()]) {
      if (TRACKING.test(name)) address.searchParams.delete(name);
    }
    link.setAttribute("href", address.href);
  };

  const clean = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const pictures = body.querySelectorAll(PICTURES).length;
    for (const element of body.querySelectorAll(`${DROPPED}, ${PICTURES}`)) element.remove();
    for (const bold of body.querySelectorAll("b, strong")) if (/normal|400/.test(bold.style.fontWeight)) unwrap(bold);
    for (const link of body.querySelectorAll("a[href]")) withoutTracking(link);
    const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      texts.currentNode.data = texts.currentNode.data.replaceAll("\u00A0", " ").replace(SHORTCODES, "");
    }
    for (let wrapper = body.querySelector(WRAPPERS); wrapper; wrapper = body.querySelector(WRAPPERS)) {
      replaceWrapper(wrapper);
    }
    for (const paragraph of body.querySelectorAll("p")) if (!textOf(paragraph)) paragraph.remove();
    return { body, pictures };
  };

  // A short paragraph that is bold from end to end was meant as a heading.
  const isHeading = (element) => {
    if (element.matches(HEADINGS)) return true;
    const bold = element.matches("p") && element.querySelector("b, strong");
    const text = textOf(element);
    return bold && textOf(bold) === text && text.length <= HEADING_CHARACTERS && !/[.:;!?]$/.test(text);
  };

  const tableOf = (table) => {
    const rows = [...table.rows].map((row) => [...row.cells].map(textOf));
    const columns = rows[0].map((heading) => ({ type: "text", heading }));
    const values = rows.slice(1).map((row) => ({ values: columns.map((_column, number) => row[number] ?? "") }));
    return { caption: table.caption ? textOf(table.caption) : "", table: { columns, rows: values, caption: "" } };
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
      if (isElement && isHeading(node)) blocks.push(["heading", textOf(node)]);
      else if (isElement && node.matches("table") && node.rows.length > 1 && node.rows[0].cells.length > 1) {
        blocks.push(["table", tableOf(node)]);
      } else if (isElement && node.matches("blockquote")) blocks.push(["quotation", quotationOf(node)]);
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

  const pasteInto = (editor, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
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
  const tell = (text) => {
    document.querySelector(".paste-notice")?.remove();
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
      const { body, pictures } = clean(html);
      const blocks = blocksOf(body);
      const place = streamAround(editor, editor.closest("[id$='-root']")?.rootBlock);
      const needsBlocks = blocks.length > 1 || blocks[0]?.[0] === "table";
      if (needsBlocks && place?.takes(blocks) && isAtEnd(editor)) insert(blocks, editor, place);
      else if (blocks.length) pasteInto(editor, flatten(body));
      if (pictures) tell(PICTURES_LEFT_OUT);
    },
    { capture: true },
  );
})();
