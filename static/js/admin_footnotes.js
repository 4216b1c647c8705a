// Footnotes in the editor: within the text, where they belong, as one thing that a click opens. They are stored there
// too, so that they move with their sentence; their numbers come from a counter of the style sheet, and on the page
// from core/footnotes.py.
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier, SelectionState } = DraftJS;
  const ITALIC = "ITALIC";
  const ASTERISKS = /\*([^*]+)\*/g;

  // Where the footnote with this key stands, as a selection.
  const selectionOf = (content, key) => {
    for (const block of content.getBlocksAsArray()) {
      let selection = null;
      block.findEntityRanges(
        (character) => character.getEntity() === key,
        (start, end) => {
          selection = SelectionState.createEmpty(block.getKey()).merge({ anchorOffset: start, focusOffset: end });
        },
      );
      if (selection) return selection;
    }
    return null;
  };

  // The text with asterisks around what is italic, and the way back: the letters, and which of them are italic.
  const withAsterisks = (content, selection) => {
    const block = content.getBlockForKey(selection.getStartKey());
    let text = "";
    block.findStyleRanges(
      () => true,
      (start, end) => {
        const from = Math.max(start, selection.getStartOffset());
        const part = block.getText().slice(from, Math.min(end, selection.getEndOffset()));
        text += part && block.getInlineStyleAt(from).has(ITALIC) ? `*${part}*` : part;
      },
    );
    return text;
  };

  const inserted = (content, selection, text, key) => {
    const place = { content, start: selection.getStartOffset() };
    const plain = text.replace(ASTERISKS, "$1");
    let next = Modifier.replaceText(content, selection, plain, undefined, key);
    const block = selection.getStartKey();
    let shorter = 0;
    for (const match of text.matchAll(ASTERISKS)) {
      const anchorOffset = place.start + match.index - shorter;
      const range = SelectionState.createEmpty(block).merge({
        anchorOffset,
        focusOffset: anchorOffset + match[1].length,
      });
      next = Modifier.applyInlineStyle(next, range, ITALIC);
      shorter += 2;
    }
    return next;
  };

  const askFor = (words, title, text, answer) => {
    const dialog = document.createElement("dialog");
    dialog.className = "footnote-dialog";
    const make = (name, properties, ...children) => {
      const element = Object.assign(document.createElement(name), properties);
      element.append(...children);
      return element;
    };
    const field = make("textarea", { id: "footnote-text", rows: 4, value: text, required: true });
    field.setAttribute("aria-describedby", "footnote-help");
    const button = (label, value, className) =>
      make("button", { type: "submit", value, className, textContent: label });
    const cancel = button(words.cancel, "cancel", "button button-secondary");
    const remove = button(words.remove, "remove", "button button-secondary no");
    cancel.formNoValidate = remove.formNoValidate = true;
    const buttons = [button(words.save, "save", "button"), cancel, ...(text ? [remove] : [])];
    dialog.append(
      make(
        "form",
        { method: "dialog" },
        make("h2", { textContent: title, id: "footnote-title" }),
        make("label", { htmlFor: field.id, textContent: words.text }),
        field,
        make("p", { id: "footnote-help", textContent: words.help }),
        make("div", { className: "footnote-buttons" }, ...buttons),
      ),
    );
    dialog.setAttribute("aria-labelledby", "footnote-title");
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      dialog.querySelector("form").requestSubmit(buttons[0]);
    });
    dialog.addEventListener("close", () => {
      answer(dialog.returnValue, field.value.replace(/\s+/g, " ").trim());
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  };

  class FootnoteSource extends React.Component {
    componentDidMount() {
      const { editorState, entityType, entityKey, onComplete, onClose } = this.props;
      const content = editorState.getCurrentContent();
      const existing = entityKey && selectionOf(content, entityKey);
      const text = existing ? withAsterisks(content, existing) : "";
      askFor(entityType.words, entityType.description, text, (action, answer) => {
        if (action === "remove") onComplete(this.push(Modifier.removeRange(content, existing, "backward")));
        else if (action === "save" && answer && answer !== text) onComplete(this.written(content, existing, answer));
        else onClose();
      });
    }

    push(content) {
      return EditorState.push(this.props.editorState, content, "insert-characters");
    }

    // A new footnote comes behind what is selected, as in Word.
    written(content, existing, text) {
      const current = this.props.editorState.getSelection();
      const end = { key: current.getEndKey(), offset: current.getEndOffset() };
      const behind = SelectionState.createEmpty(end.key).merge({ anchorOffset: end.offset, focusOffset: end.offset });
      const withEntity = content.createEntity(this.props.entityType.type, "IMMUTABLE", {});
      const key = withEntity.getLastCreatedEntityKey();
      return this.push(inserted(withEntity, existing ?? behind, text, key));
    }

    render() {
      return null;
    }
  }

  const Footnote = ({ entityKey, contentState, children, onEdit }) => {
    const open = () => onEdit(entityKey);
    const text = selectionOf(contentState, entityKey);
    const title = text && withAsterisks(contentState, text);
    return React.createElement("span", { className: "footnote", title, onClick: open }, children);
  };

  draftail.registerPlugin({ type: "FOOTNOTE", source: FootnoteSource, decorator: Footnote }, "entityTypes");
})();
