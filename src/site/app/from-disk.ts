/** Shows, where the site would be, that it needs a web server, and how to start one. */
export function explainDisk(): void {
  const message = document.createElement("div");
  message.className = "site";
  const main = document.createElement("main");
  main.className = "message";
  const heading = document.createElement("h1");
  heading.textContent = "This page needs a web server";
  const what = document.createElement("p");
  const command = document.createElement("code");
  command.textContent = "npx serve";
  what.append("In the folder of this file, run: ", command);
  main.append(heading, what);
  message.append(main);
  document.getElementById("app")?.replaceChildren(message);
}
