// Copies the text of the element that a button names in data-copy. Without this script the button stays hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break; // not over plain HTTP
  const label = button.textContent;
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.replaceAll("\u00A0", " ").trim());
      button.textContent = status.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
        status.textContent = "";
      }, 4000);
    } catch {
      getSelection().selectAllChildren(source); // ready for copying by keyboard
    }
  });
}
