// A question is about figures that the server checked. Once somebody types in its row it may hold no longer: its sentences
// give way to a word that the line is checked again when it is saved. What was typed as an answer stays.

export function startQuestions(form) {
  for (const question of form.querySelectorAll("[data-question]")) {
    const row = question.closest("tr");
    const cells = [...row.querySelectorAll(".field input, .comment > textarea")];
    row.addEventListener("input", () => {
      const changed = cells.some((cell) => cell.value !== cell.defaultValue);
      question.querySelector("[data-asked]").hidden = changed;
      question.querySelector("[data-changed]").hidden = !changed;
    });
  }
}
