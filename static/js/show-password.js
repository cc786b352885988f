/* Adds a "Show" button to each password: people with one hand mistype, and may look. Without this
   script there is no button. The words come from the page, so that they can be translated. */
for (const field of document.querySelectorAll("input[type=password][data-show]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.setAttribute("aria-controls", field.id);
  const tell = () => {
    button.textContent = field.type === "password" ? field.dataset.show : field.dataset.hide;
  };
  button.addEventListener("click", () => {
    field.type = field.type === "password" ? "text" : "password";
    tell();
  });
  field.form.addEventListener("submit", () => { field.type = "password"; });
  tell();
  const group = document.createElement("div");
  group.className = "input-group password";
  field.replaceWith(group);
  group.append(field, button);
}
