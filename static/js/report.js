// The report page: on a narrow screen contents and downloads fold away above the paper.
const side = document.querySelector(".reading__side");
const wide = matchMedia("(min-width: 60.01rem)");
function unfold() {
  side.open = wide.matches;
}
wide.addEventListener("change", unfold);
unfold();

// Fills in the size of each file that was not made yet when the page was. Asking for its head makes it, so that the
// download is then quick; one after the other, because making a PDF keeps a worker of the server busy.
async function showSize(link) {
  const answer = await fetch(link.href, { method: "HEAD" });
  const bytes = Number(answer.headers.get("Content-Length"));
  if (!answer.ok || !bytes) return;
  const kind = link.querySelector("small");
  const size = Math.max(1, Math.round(bytes / 1000)).toLocaleString("en-GB");
  kind.textContent = kind.textContent.replace(")", `, ${size}\u00a0kB)`);
}

for (const link of document.querySelectorAll(".downloads a")) {
  if (!link.textContent.includes(",")) await showSize(link).catch(() => {});
}
