// The stream of changes: it comes back by itself after any break, and catches up from the last change it knows.

const AGAIN_MS = 1000;
const SAID = { connecting: "Connecting", live: "Live", lost: "Reconnecting" };

export function follow(change, hear) {
  const sign = document.getElementById("live");
  const show = (state) => {
    sign.dataset.state = state;
    if (sign.textContent !== SAID[state]) sign.textContent = SAID[state];
  };
  let known = change;

  function open() {
    const source = new EventSource(`/play/events?since=${known}`);
    source.onopen = () => show("live");
    source.onmessage = (event) => {
      known = Number(event.lastEventId);
      hear(JSON.parse(event.data));
    };
    // The server begins from nothing (a new database): so does the page.
    source.addEventListener("anew", () => location.reload());
    source.onerror = () => {
      show("lost");
      // A browser gives up for good when the answer is an error; this page does not.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_MS);
    };
  }
  open();
}
