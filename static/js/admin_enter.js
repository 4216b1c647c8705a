// The first button of a form publishes. Enter in a line of text would press it, and the editor meant to end the line.
document.addEventListener("keydown", (event) => {
  const isLine = event.target.matches?.(
    "[data-edit-form] input:not([type=submit], [type=button], [type=checkbox], [type=radio])",
  );
  if (event.key === "Enter" && isLine) event.preventDefault();
});
