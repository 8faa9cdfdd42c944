"""What a release tells the web server before it: each site's Content-Security-Policy as a header.

The digests in the policy change with the theme, so they travel with the release
and not with the server's own configuration. The server reads one line from
``<audience>/csp.nginx`` or ``<audience>/csp.caddy`` (see ``deploy/``): the policy
that the pages state of themselves, and that nobody may frame them, which only a
header can say.
"""

from scripts.problems import DataError
from scripts.publish.finished import Finished
from scripts.publish.inputs import problem
from scripts.publish.policy import header_value, sources_of

HOME = "index.html"
NGINX, CADDY = "csp.nginx", "csp.caddy"
_FORMS = {NGINX: 'default "{policy}";\n', CADDY: 'default "{policy}"\n'}


def policy_files(site: Finished) -> dict[str, bytes]:
    """Return the line of each server; DataError when the home page states no policy fit for one."""
    try:
        policy = header_value(sources_of(site.read(HOME).decode("utf-8", errors="replace")))
    except ValueError:
        message = "首页没有写明内容安全策略（CSP），或写法不能交给服务器"
        raise DataError([problem(site.where(HOME), "G52", message)]) from None
    return {name: form.format(policy=policy).encode() for name, form in _FORMS.items()}
