/**
 * What scripts try in order to get out of the sandbox. `ADDRESS` is a server that must not be
 * asked.
 */

/**
 * How long a script lives on after its attempts, in milliseconds: what came of them would have time
 * to show.
 */
const patience = 800;

/** A body that tries one thing after the other, gives it time, and says what came of each. */
export function bodyOf(attempts: readonly string[], address: string): string {
  const calls = attempts.map(
    (attempt, index) =>
      `await attempt(${index}, async () => { ${attempt.replaceAll("ADDRESS", address)} });`,
  );
  return `
  const attempt = async (index, work) => {
    try {
      console.log(index, "came to", await work());
    } catch (error) {
      console.log(index, "threw", String(error));
    }
  };
  ${calls.join("\n  ")}
  const end = performance.now() + ${patience};
  while (performance.now() < end) await new Promise((resolve) => setImmediate(resolve));`;
}

const network: readonly string[] = [
  'return globalThis.fetch("ADDRESS")',
  'return (0, eval)("fetch")("ADDRESS")',
  'return new Function("return fetch")()("ADDRESS")',
  'return new XMLHttpRequest().open("GET", "ADDRESS")',
  'return new WebSocket("ADDRESS".replace("http", "ws"))',
  'return new WebSocketStream("ADDRESS".replace("http", "ws"))',
  'return new EventSource("ADDRESS")',
  "return new RTCPeerConnection({ iceServers: [{ urls: 'stun:ADDRESS'.replace('http://', '') }] }).createOffer()",
  "return createImageBitmap(new Blob([\"<svg xmlns='http://www.w3.org/2000/svg'><image href='ADDRESS'/></svg>\"], { type: \"image/svg+xml\" }))",
  'const context = new OffscreenCanvas(1, 1).getContext("2d"); context.filter = "url(ADDRESS#a)"; context.fillRect(0, 0, 1, 1); return 1',
  'return new WebTransport("ADDRESS".replace("http", "https"))',
  'return navigator.sendBeacon("ADDRESS", "x")',
  'return importScripts("ADDRESS")',
  'return import("ADDRESS")',
  "return new Function(\"return import('ADDRESS')\")()",
  "return (0, eval)(\"import('ADDRESS')\")",
  "globalThis.setTimeout(\"import('ADDRESS').catch(() => 0)\", 1); return 1",
  "[].constructor.constructor('return globalThis')().setTimeout(\"import('ADDRESS').catch(() => 0)\", 1); return 1",
  "[].constructor.constructor('return globalThis')().fetch('ADDRESS'); return 1",
  "return import(\"data:text/javascript,import 'ADDRESS'\")",
  'return import("data:text/javascript,export default 1")',
  'return new FontFace("a", "url(ADDRESS)").load()',
  'return WebAssembly.compileStreaming(new Request("ADDRESS"))',
  'return new Worker("ADDRESS")',
  'return new SharedWorker("ADDRESS")',
  'return require("https").get("ADDRESS")',
  'return new Request("ADDRESS").arrayBuffer()',
  // By what a network class would leave behind in objects that are still there.
  'return new (new Response().constructor)("").clone().body.constructor.constructor("return fetch(\'ADDRESS\')")()',
  'for (let at = globalThis; at; at = Object.getPrototypeOf(at)) for (const key of Reflect.ownKeys(at)) if (/fetch|XML|Socket|Event(?:Source)|import/.test(String(key)) && key !== "EventTarget") return at[key]("ADDRESS"); return "none"',
  'return Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).fetch.call(globalThis, "ADDRESS")',
];

const otherThreads: readonly string[] = [
  "return new Worker(URL.createObjectURL(new Blob([\"fetch('ADDRESS')\"])))",
  "return new (Object.getPrototypeOf(globalThis).constructor)()",
  "return new (Object.getPrototypeOf(globalThis).Worker)(\"data:text/javascript,fetch('ADDRESS')\")",
  "return new Worker(\"data:text/javascript,fetch('ADDRESS')\")",
  'return importScripts("data:text/javascript,globalThis.loaded=1")',
  'return importScripts(URL.createObjectURL(new Blob(["globalThis.loaded = 1"])))',
  'return import(URL.createObjectURL(new Blob(["export default 1"], { type: "text/javascript" })))',
  'return navigator.serviceWorker.register("ADDRESS")',
];

const page: readonly string[] = [
  'parent.document.title = "taken"; return 1',
  'top.location = "ADDRESS"; return 1',
  'return window.open("ADDRESS")',
  'return parent.postMessage("taken", "*")',
  'globalThis.postMessage("taken"); return 1',
  'self.postMessage("taken"); return 1',
  'Object.getPrototypeOf(globalThis).postMessage.call(globalThis, "taken"); return 1',
  'document.cookie = "taken=1"; return 1',
  'document.title = "taken"; return 1',
  'document.body.innerHTML = "taken"; return 1',
  'location.href = "ADDRESS"; return 1',
  'localStorage.setItem("taken", "1"); return 1',
  'sessionStorage.setItem("taken", "1"); return 1',
  'return indexedDB.open("taken")',
  'return caches.open("taken")',
  'return cookieStore.set("taken", "1")',
  "return navigator.storage.getDirectory()",
  'new BroadcastChannel("attempt").postMessage("taken"); return 1',
  'return new Notification("taken")',
  "return globalThis.close()",
];

/** By where they would be seen. */
export const attempts = [
  ["on the network", network],
  ["by another thread or another script", otherThreads],
  ["on the page, its address and what it stores", page],
] as const;
