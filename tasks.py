"""The project's tasks. ``python3 tasks.py`` lists them and needs nothing but Python and git.

Each task is thin: typed options, one line of help, one call. Inside ``.venv``
``invoke build`` is the same thing. Keep the syntax to Python 3.6 (see
``scripts/launch/bootstrap.py``); every task returns its exit code.
"""

import os
import sys

if __name__ == "__main__":
    from scripts.launch.bootstrap import main

    sys.exit(main(sys.argv[1:]))

from scripts.launch.cli import task

ROOT = os.path.dirname(os.path.abspath(__file__))

MEANINGS = {
    "root": "数据目录（默认：本项目）",
    "as_of": "统计日期，如 2026-07-20（默认：活动的演示日期，没有则为今天）",
    "out": "输出到哪里：文件夹（changes、review 是文件）",
    "at": "生成从前的样子：日期（当天结束时）、标签或提交；放在 build/at 下",
    "audience": "哪个站点：internal（内部）或 public（公开）；预览默认内部，build --portable 默认公开",
    "release": "正式发布：示例数据、页脚待填、对外文字没有审完时不生成",
    "webform": "各单位的页面加上“网页填报”的入口（已经用 webform 开通的）",
    "portable": "只生成一个站，装进文件夹和压缩包，拷到 U 盘上双击就能看，也能搜索",
    "port": "端口（默认 8000）",
    "id": "新创建活动的编号，如 sl-2027，也是文件夹名",
    "title": "新创建活动的名称，或新稿件的标题",
    "action": "new（新写）、correct（更正）或 list（列出）",
    "column": "栏目的文件夹名，如 news（双拥要闻）、policies（政策法规）",
    "slug": "稿件的文件名，不带 .md，如 open-day",
    "was": "更正：正文里的原文",
    "now": "更正：改成什么",
    "why": "更正：原因",
    "name": "封存的名称，如 市级初验",
    "keys": "您自己保管的钥匙文件夹（allowed_signers，可有 policy.json 和旧 anchors），须在仓库之外",
    "level": "资料包的级别：内部（默认）或 公开（只含公开的材料）",
    "campaign": "为哪个创建活动打包，写它的编号（只有一个时不用写）",
    "since": "从何时起：日期、标签或提交（默认：最近七天）",
    "item": "小项编号，如 3.02；changes 只列它的改动（不写 --since 时列全部历史）",
    "unit": "单位：changes 写名称里的几个字；form 写名称、代号或曾用名，“全部”为每个单位一份",
    "person": "只列这个人填报或合并的改动",
    "field": "只列类别或字段名称里有这几个字的改动，如 佐证、核定结论、节点、计分规则",
    "flag": "只列有这种提示的改动，如 补记、重新打开、销号后改动、销号后改动佐证",
    "until": "到何时止：日期（含当天）、标签或提交（默认：最新）",
    "format": "格式：text、md、json，changes 还有 csv 和 xlsx（xlsx 须用 --out 写明文件）",
    "seed": "种子：另一个种子是另一个同样合规的示例县（默认：示例数据的种子）",
    "items": "至少多少个小项，供测速用（默认：考评标准的 87 项）",
    "commits": "至少多少次提交，供测速用（默认约 1000 次；超过 2500 次的不签名、不登记锚点和封存）",
    "all": "全部单位，写成一个文件夹（默认 build/digest）",
    "site": "内部站的网址，写进邮件，如 https://host.example/",
    "pull": "合并请求的编号",
    "args": "传给 pytest 的参数，如 --args='-k 评分 -x'",
    "path": "稿件，如 docs/public/news/launch.md 或 news/launch",
    "step": "approve：初审、复审、终审 或 保密审查；update：措施编号（如 s1）或措施里的几个字",
    "by": "审核人",
    "back": "退回修改的理由（不写就是通过）",
    "on": "签字、发布或更正的日期（默认：今天）",
    "file": "交来的填报表；可以写几个文件，或放填报表的文件夹",
    "files": "佐证文件所在的文件夹（表里写了文件名时要有）",
    "receipt": "回执另存为文本文件；一次收几份时写文件夹",
    "done": "完成日期（只写 --step 时为统计日期）",
    "fact": "事实名称，如 全体会议；几项组成的写 任务响应.完成",
    "year": "事实的年度，如 2026",
    "value": "事实的值，如 是、否、5",
    "report": "进展报告的文字，日期为统计日期",
    "note": "同 --report",
    "state": "状态：未启动、办理中 或 申请销号",
    "request": "申请销号的说明，状态随之改为申请销号",
    "start": "合并的共同起点（git 给的 %O）",
    "ours": "本方的文件（git 给的 %A），结果写回这里",
    "theirs": "另一方的文件（git 给的 %B）",
    "place": "文件在仓库里的位置（git 给的 %P）",
    "base": "检查或审阅一次改动：以哪个分支或提交为准（如 main，review 默认 main）",
    "head": "检查或审阅一次改动：改到哪个分支或提交（默认 HEAD）",
    "actor": "检查或审阅一次改动：代码平台担保的登录名，几个用逗号隔开（不写就按提交里自称的作者邮箱）",
    "limit": "文件太多、太大的不审阅（工作流程里用）",
    "ref": "推送的分支或标签的全名，如 refs/heads/main",
    "old": "推送前的提交编号（全 0 表示原来没有）",
    "new": "推送后的提交编号（全 0 表示删除）",
    "backend": "提交到哪里：local（本机仓库，经 decap-server）、github 或 forgejo",
    "repo": "代码平台上的仓库，如 shilixian/shuangyong",
    "base_url": "代码平台的网址，如 https://git.sl.example（local：decap-server 的网址，默认由内部站转）",
    "branch": "合并到哪个分支（默认 main）",
    "modules": "npm 装好的 node_modules（默认 edit/node_modules）",
    "dev": "连同开发与测试所需的软件包",
}


@task
def build(
    _context: object,
    root: str = ROOT,
    as_of: str = "",
    out: str = "",
    at: str = "",
    release: bool = False,
    portable: bool = False,
    audience: str = "public",
    webform: bool = False,
) -> int:
    """生成内部站和公开站（默认放在数据目录的 build 下），也可以生成从前的样子，或装 U 盘的一份。"""
    from scripts.launch.usage import check_build

    check_build(at=at, release=release, portable=portable, audience=audience)
    if portable:
        from scripts.commands import run_portable

        return run_portable(root, as_of, out, audience, release=release)
    from scripts.commands import run_build

    return run_build(root, as_of, out, at, release=release, webform=webform)


@task
def check(
    _context: object, root: str = ROOT, as_of: str = "", base: str = "", head: str = "", actor: str = ""
) -> int:
    """检查全部数据，一次列出所有问题，不写任何文件；--base 时检查一次改动：谁能改什么、数据对不对。"""
    if base or head or actor:
        from scripts.commands.judge import run_check_base

        return run_check_base(root, base, head, actor, as_of)
    from scripts.commands import run_check

    return run_check(root, as_of)


@task
def receive(_context: object, ref: str, old: str, new: str, root: str = ROOT, as_of: str = "") -> int:
    """供裸仓库的 update 钩子用：这次推送收不收，不收时逐条说明谁能改。"""
    from scripts.commands.judge import run_receive

    return run_receive(root, ref, old, new, as_of)


@task
def format(_context: object, root: str = ROOT) -> int:
    """把数据文件改写成规范格式（键的顺序、引号、空行）。"""
    from scripts.commands import run_format

    return run_format(root)


@task
def serve(
    _context: object, audience: str = "internal", port: int = 8000, root: str = ROOT, as_of: str = ""
) -> int:
    """在本机实时预览一个站点，数据一改页面随之更新。"""
    from scripts.commands import run_serve

    return run_serve(root, audience, port, as_of)


@task
def changes(
    _context: object,
    since: str = "",
    until: str = "",
    item: str = "",
    unit: str = "",
    person: str = "",
    field: str = "",
    flag: str = "",
    format: str = "text",
    out: str = "",
    root: str = ROOT,
) -> int:
    """列出谁在什么时候改了什么、为什么改（可按小项、单位、人查，可导出 CSV、Excel）。"""
    from scripts.commands import run_changes

    return run_changes(root, since, until, format, out, item, unit, person, field, flag)


@task
def review(
    _context: object,
    base: str = "main",
    head: str = "HEAD",
    actor: str = "",
    format: str = "text",
    out: str = "",
    limit: bool = False,
    root: str = ROOT,
    as_of: str = "",
) -> int:
    """说清一次改动的意思：分数、完成率、亮灯、公开站各变什么，新出什么问题，要谁同意。"""
    from scripts.commands.review import run_review

    return run_review(root, as_of, format, out, base, head, actor, limit=limit)


@task
def article(
    _context: object,
    action: str,
    column: str = "",
    slug: str = "",
    title: str = "",
    path: str = "",
    was: str = "",
    now: str = "",
    why: str = "",
    on: str = "",
    root: str = ROOT,
) -> int:
    """公开专栏的稿件：new 新写一篇，correct 更正，list 列出谁在等谁审。"""
    from scripts.commands.desk import run_article

    return run_article(
        root, action, on, column=column, slug=slug, title=title, path=path, was=was, now=now, why=why
    )


@task
def approve(
    _context: object, path: str, step: str, by: str, back: str = "", on: str = "", root: str = ROOT
) -> int:
    """在一篇公开稿件上签一步：初审、复审、终审或保密审查（或用 --back 退回）。"""
    from scripts.commands.desk import run_approve

    return run_approve(root, path, on, step=step, by=by, back=back)


@task
def intake(
    _context: object,
    file: str,
    on: str = "",
    files: str = "",
    receipt: str = "",
    unit: str = "",
    root: str = ROOT,
    as_of: str = "",
) -> int:
    """收填报表（Excel、CSV）或网页填报的分支（cms/…）：核对，记在 report/ 分支上，给出回执和审阅意见。"""
    from scripts.commands.intake import Order, run_intake

    return run_intake(root, as_of, file, unit, Order(on=on, files=files, receipt=receipt))


@task
def update(
    _context: object,
    item: str,
    step: str = "",
    done: str = "",
    fact: str = "",
    year: str = "",
    value: str = "",
    report: str = "",
    note: str = "",
    state: str = "",
    request: str = "",
    unit: str = "",
    on: str = "",
    receipt: str = "",
    root: str = ROOT,
    as_of: str = "",
) -> int:
    """在命令行填报一个小项，同 intake 一样记在分支上，给出回执。"""
    from scripts.commands.intake import Order, run_update

    typed = {"item": item, "step": step, "done": done, "fact": fact, "year": year, "value": value}
    typed |= {"report": report or note, "state": state, "request": request, "unit": unit}
    return run_update(root, as_of, typed, Order(on=on, receipt=receipt))


@task
def merge_driver(_context: object, start: str, ours: str, theirs: str, place: str) -> int:
    """供 git 调用：两人同时改了一个小项时，按字段合并。"""
    from scripts.merge_driver import run_merge_driver

    return run_merge_driver(start, ours, theirs, place)


@task
def form(
    _context: object, unit: str, out: str = "", campaign: str = "", root: str = ROOT, as_of: str = ""
) -> int:
    """写出一个单位的填报表（Excel）：只列本单位能填的，填好后用 intake 收回。"""
    from scripts.commands.form import run_form

    return run_form(root, unit, out, campaign, as_of)


@task
def new_campaign(_context: object, id: str, title: str, root: str = ROOT) -> int:
    """新建一个创建活动的文件夹，内容取自带注释的模板。"""
    from scripts.commands import run_new_campaign

    return run_new_campaign(root, id, title)


@task
def generate(_context: object, root: str = ROOT) -> int:
    """重新生成 JSON Schema 和数据字典里由模型决定的部分。"""
    from scripts.commands import run_generate

    return run_generate(root)


@task
def freeze(_context: object, name: str, root: str = ROOT, as_of: str = "") -> int:
    """封存现在的提交：打标签，记下每个文件的校验值，与上一次封存相链。"""
    from scripts.commands.proof import run_freeze

    return run_freeze(root, name, as_of)


@task
def anchor(_context: object, root: str = ROOT) -> int:
    """为现在发布的提交登记一个锚点，供以后证明历史没有改写。"""
    from scripts.commands.proof import run_anchor

    return run_anchor(root)


@task
def pack(
    _context: object,
    out: str = "",
    level: str = "内部",
    campaign: str = "",
    root: str = ROOT,
    as_of: str = "",
) -> int:
    """打迎检资料包：文件夹和压缩包，含网页、总目录、佐证、盒目录、历史和核验说明。"""
    from scripts.commands.proof import run_pack

    return run_pack(root, out, level, campaign, as_of)


@task
def webform(
    _context: object,
    backend: str = "local",
    repo: str = "",
    base_url: str = "",
    branch: str = "main",
    out: str = "",
    modules: str = "",
    root: str = ROOT,
) -> int:
    """把网页表单放到内部站旁边（/edit/）：在浏览器里填报，保存即送审；不用的单位不必运行。"""
    from scripts.commands.webform import run_webform
    from scripts.webform.config import Server

    return run_webform(root, out, modules, Server(name=backend, repo=repo, base_url=base_url, branch=branch))


@task
def verify(_context: object, root: str = ROOT, keys: str = "") -> int:
    """核验历史、封存、锚点和成品有没有被动过，不用联网，逐条给出结论。"""
    from scripts.commands.proof import run_verify

    return run_verify(root, keys)


@task
def sample(_context: object, root: str = ROOT) -> int:
    """重新生成示例县的进展数据。"""
    from scripts.sample import run

    return run(root)


@task
def demo(_context: object, out: str = "", seed: int = 20260224, items: int = 0, commits: int = 0) -> int:
    """把整场创建活动模拟成一个真实的 git 仓库（默认放在 build/demo），并生成它的两个站点。"""
    from scripts.commands import run_demo

    return run_demo(out, seed, items, commits)


@task
def digest(
    _context: object,
    unit: str = "",
    all: bool = False,
    out: str = "",
    site: str = "",
    root: str = ROOT,
    as_of: str = "",
) -> int:
    """每个单位要办的事：一封可以直接发的邮件、日历（.ics）和 JSON，一件事只问一次。"""
    from scripts.commands.digest import run_digest

    return run_digest(root, unit, as_of, everyone=all, out=out, site=site)


@task
def size(_context: object, base: str, head: str = "HEAD", root: str = ROOT) -> int:
    """核对一次改动是不是太大：文件个数和大小。"""
    from scripts.commands.forge import run_size

    return run_size(root, base, head)


@task
def comment(_context: object, pull: int, path: str, root: str = ROOT) -> int:
    """把审阅意见写到合并请求下面，一个请求只写一条，随提交更新（在工作流程里用）。"""
    from scripts.commands.forge import run_comment

    return run_comment(root, pull, path)


@task
def labels(_context: object, root: str = ROOT) -> int:
    """在代码平台上建立缺少的标签。"""
    from scripts.commands.forge import run_labels

    return run_labels(root)


@task
def test(_context: object, args: str = "") -> int:
    """运行全部测试（含无界面浏览器测试）。"""
    from scripts.launch.devtools import run_tests

    return run_tests(args)


@task
def lint(_context: object) -> int:
    """检查代码：ruff 规则、代码格式、mypy 类型、工作流程。"""
    from scripts.launch.devtools import run_lint

    return run_lint()


@task
def bless(_context: object) -> int:
    """把当前输出确认为标准答案（先看清差异再用）。"""
    from scripts.launch.devtools import run_module

    return run_module("tests.bless")


@task
def bench(_context: object) -> int:
    """测量构建和检查的速度，与约定的上限比较。"""
    from scripts.launch.devtools import run_module

    return run_module("bench.run")


@task
def screenshots(_context: object, out: str) -> int:
    """给两个站点的主要页面截图，供 README 和人工查看。"""
    from scripts.launch.devtools import run_module

    return run_module("tests.screenshots", os.path.abspath(out))


@task
def wheels(_context: object, out: str, dev: bool = False) -> int:
    """把锁定的软件包下载到一个文件夹，供不能上网的机器安装。"""
    from scripts.launch.devtools import fill_wheel_folder

    return fill_wheel_folder(out, dev=dev)
