// Last quarter's comment, offered under a blank one: taken over at once, and out of the way while there is another.
// Without this script its button sends the page, which comes back with the comment filled in and nothing saved.
import { replace } from "./grid.js";

export function startComments(form) {
  for (const offer of form.querySelectorAll("[data-before]")) {
    const comment = offer.parentElement.querySelector("textarea");
    comment.addEventListener("input", () => { offer.hidden = comment.value.trim() !== ""; });
    offer.querySelector("button").addEventListener("click", (event) => {
      event.preventDefault();
      comment.focus();
      replace(comment, offer.dataset.before);
    });
  }
}
