// Only under `npm start`: loads the page again when its sources change, and shows what is wrong
// with them.

const events = new EventSource("events");
let shown: HTMLElement | undefined;

events.addEventListener("reload", () => {
  location.reload();
});

events.addEventListener("problems", ({ data }) => {
  shown?.remove();
  shown = renderProblems(String(data));
  document.body.append(shown);
});

function renderProblems(json: string): HTMLElement {
  const element = document.createElement("pre");
  element.role = "alert";
  element.textContent = String(JSON.parse(json));
  Object.assign(element.style, {
    position: "fixed",
    inset: "auto 1rem 1rem",
    zIndex: "9",
    maxHeight: "60vh",
    margin: "0",
    padding: "1rem 1.25rem",
    border: "1px solid var(--bad)",
    borderRadius: "0.75rem",
    background: "var(--bad-soft)",
    color: "var(--bad)",
    overflow: "auto",
    whiteSpace: "pre-wrap",
  });
  return element;
}
