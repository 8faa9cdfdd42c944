"""Texts that have run in somebody's browser, each with a number of its own that tells when it does.

``{js}`` stands for a call of ``r``, which every frame of the player knows and
which writes the payload's number to the console; ``evil.example`` for a host
nobody may reach.
"""

FIRST, LONGER = 100, 500
"""Where the numbers of the payloads begin."""

_TEMPLATES = (
    # elements that run by themselves
    "<script>{js}</script>",
    "<img src=x onerror={js}>",
    "<svg onload={js}>",
    "<svg/onload={js}>",
    "<details open ontoggle={js}>x</details>",
    "<input autofocus onfocus={js}>",
    "<video><source onerror={js}></video>",
    "<audio src=x onerror={js}></audio>",
    "<iframe srcdoc='<script>{js}</script>'></iframe>",
    "<iframe src=javascript:{js}></iframe>",
    "<object data=javascript:{js}></object>",
    "<embed src=javascript:{js}>",
    "<script src='data:text/javascript,{js}'></script>",
    "<svg><animate onbegin={js} attributeName=x dur=1s></svg>",
    "<div markdown=1><img src=x onerror={js}></div>",
    "<body onload={js}>",
    # what breaks out of its place
    "</title><script>{js}</script>",
    "&lt;/title&gt;&lt;script&gt;{js}&lt;/script&gt;",
    "&lt;img src=x onerror={js}&gt;",
    "&amp;lt;script&amp;gt;{js}&amp;lt;/script&amp;gt;",
    "</td></tr></table><script>{js}</script>",
    "</p></div></article></main><script>{js}</script>",
    '"><script>{js}</script>',
    "'><script>{js}</script>",
    '" onmouseover={js} x="',
    "' onclick={js} x='",
    "</script><script>{js}</script>",
    '\\"});{js};//',
    "<svg><style><img src=x onerror={js}></style></svg>",
    "<math><mtext></table><mglyph><style><img src=x onerror={js}>",
    "<noscript><p title='</noscript><img src=x onerror={js}>'></noscript>",
    # what must be clicked
    "[x](javascript:{js})",
    "[x](<javascript:{js}>)",
    "[x](&#106;avascript:{js})",
    "<a href=javascript:{js}>x</a>",
    "<javascript:{js}>",
    "<form action=javascript:{js}><button>x</button></form>",
    "<svg><a xlink:href=javascript:{js}><text y=20>x</text></a></svg>",
    "<b onclick={js}>x</b>",
    # attribute lists, references, snippets, templates, drawings
    "**x**{ onclick={js} }",
    "*x*{: onmouseover={js} }",
    "![x](x){ onerror={js} }",
    "`x`{ onclick={js} }",
    '![x](x "x" onerror={js})',
    '--8<-- "people.csv"',
    "{{ 7*7 }} {% raw %} {{ config.__class__ }}",
    "${7*7} #{7*7} <%= 7*7 %> $x_{1}$",
    # other hosts
    "<img src=//evil.example/a.png>",
    "![x](//evil.example/b.png)",
    "<link rel=stylesheet href=//evil.example/c.css>",
    "<script src=//evil.example/d.js></script>",
    "<style>@import '//evil.example/e.css';</style>",
    '<p style="background:url(//evil.example/f.png)">x</p>',
    '<meta http-equiv=refresh content="9;url=//evil.example/">',
    "<base href=//evil.example/>",
    # ids and settings of the theme
    "__config",
    "<p id=__config>x</p> <p id=__search>x</p>",
    "title: x | tags: [x] | template: x.html | hide: [x]",
    "# x ## x === --- | a | b | > q !!! note [TOC] [^1] [x]: //evil.example/g",
    "line\n\n<script>{js}</script>\n\n# h\n\n    code",
    "＜script＞{js}＜/script＞ &#60;script&#62;{js}",
    "<xmp><plaintext><textarea><title>",
    "<!--><img src=x onerror={js}>--> <!-- <![CDATA[ <?php",
)  # fmt: skip

LINES = (
    "# &lt;/title&gt;&lt;script&gt;{js}&lt;/script&gt;",
    "[x][r]\n\n[r]: javascript:{js}",
    '[r]\n\n[r]: <javascript:{js}> "x"',
    "# x { #__config }\n\n## __search",
    "x\n{: onclick={js} }",
    "<div markdown=1>\n\n<img src=x onerror={js}>\n\n</div>",
    '```mermaid\ngraph TD\n  A["<img src=x onerror={js}>"]\n  click A href "javascript:{js}"\n```',
    "```{ .x onclick={js} }\nx\n```",
    '!!! note "<script>{js}</script>"\n    x',
    "!!! note onclick={js}\n    x",
    "<http://evil.example/>\n\nhttp://evil.example/ <javascript:{js}>",
    "*[x]: <script>{js}</script>\n\nx",
    "[^1]\n\n[^1]: <script>{js}</script>",
)  # fmt: skip
"""What needs more than one line, as only an author's article can have."""


def numbered(templates: tuple[str, ...], first: int) -> dict[int, str]:
    """Return number → payload."""
    return {
        number: template.replace("{js}", f"r({number})") for number, template in enumerate(templates, first)
    }


PAYLOADS = numbered(_TEMPLATES, FIRST)
BODIES = numbered(LINES, LONGER)
