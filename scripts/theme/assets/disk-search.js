/* Search on pages opened from the disk.
 *
 * A browser refuses to start a worker for a page whose address begins with
 * file:, and the theme searches in a worker. There the worker's script runs in
 * a hidden empty frame instead, behind the few parts of a worker's manners that
 * the theme uses. The word list comes as search/search_index.js, written by
 * scripts/publish/words.py. From a server nothing of this is active.
 */
"use strict";

if (location.protocol === "file:") {
  const load = (inside, address) =>
    new Promise((resolve, reject) => {
      const script = inside.document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      inside.document.body.append(script);
    });

  class DiskWorker extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inside.importScripts = async (...addresses) => {
        for (const next of addresses) await load(inside, next);
      };
      this.ready = load(inside, address);
    }

    async postMessage(data) {
      await this.ready;
      const inside = this.frame.contentWindow;
      inside.dispatchEvent(new inside.MessageEvent("message", { data }));
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.Worker = DiskWorker;
  window.IFrameWorker = DiskWorker; // the theme's script finds its word tools by this name
}
