// A question is about figures that the server checked. Once somebody types in its row it may hold no longer: its sentences
// give way to a word that the line is checked again when it is saved. What was typed as an answer stays. It is in no
// draft, which holds figures: whoever leaves the page with an answer not sent is asked first.

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
  openTheOneLedTo();
  askBeforeLosing([...form.querySelectorAll("[data-question] textarea")], form);
}

// Whoever comes by "Answer" on another page finds the answer open.
function openTheOneLedTo() {
  const question = document.getElementById(location.hash.slice(1));
  if (question?.matches("[data-question]")) question.querySelector("details").open = true;
}

function askBeforeLosing(answers, form) {
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && answers.some((answer) => answer.value !== answer.defaultValue)) event.preventDefault();
  });
}
