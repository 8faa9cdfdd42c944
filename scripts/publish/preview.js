/* Added to every page of a live preview, never to a published one. */
"use strict";

{
  const board = document.createElement("div");
  board.setAttribute("role", "alert");
  board.style.cssText =
    "position:fixed;inset:auto 0 0;z-index:99;max-height:50vh;overflow:auto;padding:1em;" +
    "background:#7f1d1d;color:#fff;font:14px/1.6 monospace;white-space:pre-wrap";

  const seen = Number(new URL(document.currentScript.src).searchParams.get("seen"));

  /* The first answer comes at once and tells what is wrong now; the next one
   * only when there is news, and then the page is loaded again. */
  const follow = async () => {
    for (let after = -1; ; ) {
      try {
        const answer = await fetch(`/-/state?after=${after}`);
        const { count, problems } = await answer.json();
        if (count !== seen) return location.reload();
        board.textContent = problems.join("\n");
        if (problems.length) document.body.append(board);
        after = count;
      } catch {
        await new Promise((later) => setTimeout(later, 2000)); // the preview has ended
      }
    }
  };

  follow();
}
