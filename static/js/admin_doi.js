// „Von DOI übernehmen“: asks the server for what is registered under the DOI and fills the empty fields of the form.
(() => {
  const address = document.currentScript.dataset.doiUrl;

  function fill(name, value) {
    const field = document.querySelector(`#page-edit-form [name="${name}"]`);
    if (!field || value === null || value === "" || (field.value && field.tagName !== "SELECT")) return;
    field.value = value;
    for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
  }

  function addContributor(entry) {
    const total = document.getElementById("id_contributors-TOTAL_FORMS");
    const number = total.value;
    document.getElementById("id_contributors-ADD").click();
    const prefix = `contributors-${number}`;
    fill(`${prefix}-role`, entry.role);
    if (entry.person) {
      const chooser = document.getElementById(`id_${prefix}-person-chooser`);
      document.getElementById(`id_${prefix}-person`).value = entry.person.id;
      chooser.querySelector("[data-chooser-title]").textContent = entry.person.title;
      chooser.classList.remove("blank");
    }
    for (const name of ["given", "family", "suffix", "literal"]) fill(`${prefix}-${name}`, entry[name]);
  }

  async function takeOver(button, status, doi) {
    button.disabled = true;
    status.textContent = "…";
    try {
      const response = await fetch(`${address}?doi=${encodeURIComponent(doi)}`, {
        headers: { Accept: "application/json" },
      });
      const data = await response.json();
      if (!response.ok) throw new Error(data.error);
      for (const [name, value] of Object.entries(data.fields)) {
        if (name !== "abstract") fill(name, value);
      }
      const rows = document.querySelectorAll("#id_contributors-FORMS > :not(.deleted)");
      if (!rows.length) data.contributors.forEach(addContributor);
      status.textContent = [button.dataset.done, ...data.notes].join(" ");
    } catch (error) {
      status.textContent = error.message || button.dataset.failed;
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-doi-take-over]");
    if (!button) return;
    const doi = document.querySelector("#page-edit-form [name=doi]").value;
    takeOver(button, button.parentElement.querySelector("[role=status]"), doi);
  });
})();
