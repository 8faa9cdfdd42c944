"""How to verify a pack with git, ssh-keygen and sha256sum alone, step by step.

The commands lie in ``steps/<id>.sh``: POSIX shell that prints 通过 or 未通过, also
when a command itself fails. Nothing of the data stands in them but a commit id.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.views.portable import PackView

KEYS = "/您自己的文件夹"
"""Stands for the folder the inspector keeps; who verifies puts the real one there."""
_FOLDER = Path(__file__).with_name("steps")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing to verify: what, why it proves something, what a failure means."""

    id: str
    title: str
    why: str
    failure: str

    def commands(self, commit: str) -> str:
        """Return the commands, for a pack of ``commit``."""
        text = _FOLDER.joinpath(f"{self.id}.sh").read_text(encoding="utf-8")
        return text.replace("COMMIT", commit).rstrip("\n")


_START = Step(
    id="start",
    title="准备",
    why="在资料包的文件夹里打开终端（Windows 用 Git Bash，装 Git for Windows 就有）。"
    "KEYS 换成您自己保管的文件夹：里面放 allowed_signers；以前留过 anchors 副本的也放进去。",
    failure="终端不在资料包的文件夹里，先用 cd 进去。",
)
_SUMS = Step(
    id="sums",
    title="文件没有损坏或改动",
    why="每个文件都与清单上的校验值一致。",
    failure="列出的文件与打包时不同。",
)
_EXTRA = Step(
    id="extra",
    title="没有多出或换成链接的文件",
    why="文件夹里的文件恰好是清单上的那些。",
    failure="< 开头的文件少了，> 开头的是后来放进去的。",
)
_CLONE = Step(
    id="clone",
    title="历史完整，对象没有损坏",
    why="取出全部历史，让 git 重算每个对象的编号。只用 git bundle verify 不够：包损坏时它也说没有问题。",
    failure="历史取不出来，或有对象的内容与编号不符：资料包在途中损坏，或被改过。",
)
_HEAD = Step(
    id="head",
    title="网页和目录是按这个提交做的",
    why="历史的末尾、首页和网页上写的，是同一个提交。",
    failure="网页和历史不是同一个时候的。要证明网页里的数确由这些数据算出，"
    "可用本程序在克隆出来的历史上重新打包，压缩包的 sha256 应当相同。",
)
_SUBSTITUTES = Step(
    id="substitutes",
    title="没有用替换、嫁接或浅克隆遮住真历史",
    why="这三种办法能让 git 显示另一段历史。",
    failure="历史里放了替身，请双拥办说明来历。",
)
_LINKS = Step(
    id="links",
    title="数据里没有符号链接和子模块",
    why="链接可以指到别处，看到的就不是库里的内容。",
    failure="列出的是链接或子模块。",
)
_SIGNED = Step(
    id="signed",
    title="每个提交都由本人签名",
    why="签名由您自己的 allowed_signers 里的公钥核对，签名人与自称的作者、入库人是同一人。",
    failure="行首不是 G 的：N 没有签名，B 签名不对，U 或 E 不是名单里的钥匙；是 G 的，签名人与自称的不符。"
    "网页提交由平台签名，双拥办应事先书面说明；本县没有启用签名的，这一步证明不了什么。",
)
_DATES = Step(
    id="dates",
    title="提交时间没有倒填",
    why="后面的提交不早于它所接的提交（时钟相差五分钟以内不计）。签名本身不含时间。",
    failure="列出的提交自称的时间早于它所接的提交。",
)
_MERGES = Step(
    id="merges",
    title="合并没有夹带或丢弃",
    why="让 git 重做每一次合并，结果应当一样。“请看”的是有冲突、由合并人取舍的，不算错："
    "用 g show --remerge-diff 加编号看他改了什么，对照合并说明里的理由。",
    failure="“夹带或丢弃”后面的合并，结果与各方的改动对不上，而又没有冲突：合并的人自己动了内容；三方以上的合并不应有冲突。",
)
_CHAIN = Step(
    id="chain",
    title="锚点一行接一行，没有改动",
    why="每一行都含上一行的校验值，改一行，后面全接不上。最后打印的 12 位应与网页页脚、交接单上的相同。",
    failure="锚点文件被改过，或有行被增删。",
)
_ANCHORED = Step(
    id="anchored",
    title="锚点登记的提交都在主线上",
    why="主线是每次合并的第一方接成的。发布过的提交如果不在现在的主线上，历史就被改写过；库里的锚点与包里的应当一样。",
    failure="列出的提交发布过，现在的主线上没有：历史被改写过，或者主线被换成了另一条。",
)
_PREFIX = Step(
    id="prefix",
    title="与您以前留的锚点副本相接",
    why="副本应当是现在这个文件的开头。这是最强的一条：锚点和历史即使整套重做，也与您手里的副本对不上。",
    failure="发布记录被重做过，现在的历史不是您上次看到的那一份。",
)
_ANCHOR_SIGNED = Step(
    id="anchor-signed",
    title="锚点由有权的人签名",
    why="签名人须在您自己的 allowed_signers 里，并且准许用于 anchor。",
    failure="锚点被改过，或者签名的钥匙不在您的名单里。",
)
_SEALS = Step(
    id="seals",
    title="封存记录没有改动",
    why="每个封存记录含上一个的校验值，它自己的校验值写在封存标签里；历史里提交过的，都在，也没有再动过。",
    failure="列出的封存记录被改过、增删过，或者标签被重做过。",
)
_SEAL_TAGS = Step(
    id="seal-tags",
    title="封存标签由有权的人签名，封存的提交在主线上",
    why="标签的签名同样用您自己的 allowed_signers 核对。",
    failure="列出的标签没有签名、签名的钥匙不在您的名单里，或它封存的提交已不在主线上。",
)
_SEALED = Step(
    id="sealed",
    title="封存的每个文件与历史里的一样",
    why="按封存记录逐个重算：数据、佐证和文章当时的内容。",
    failure="列出的文件与封存时不同。",
)
_EVIDENCE = Step(
    id="evidence",
    title="佐证文件就是登记的那一份",
    why="包里的文件、历史里的文件、小项台账登记的校验值，三者一致，而且没有登记以外的文件。",
    failure="列出的材料与登记的不是同一份，或者没有登记。",
)


def steps(pack: PackView) -> list[Step]:
    """Return the steps that what lies in the pack allows, in order."""
    return list(_steps(pack))


def _steps(pack: PackView) -> Iterator[Step]:
    proofs = pack.proofs
    yield from (_START, _SUMS, _EXTRA)
    if proofs.has_history:
        yield from (_CLONE, _HEAD, _SUBSTITUTES, _LINKS, _SIGNED, _DATES, _MERGES)
    if proofs.has_anchors:
        yield _CHAIN
        if proofs.has_history:
            yield _ANCHORED
        yield _PREFIX
    if proofs.has_signature:
        yield _ANCHOR_SIGNED
    if proofs.has_seals and proofs.has_history:
        yield from (_SEALS, _SEAL_TAGS, _SEALED)
    if proofs.has_history and pack.files:
        yield _EVIDENCE


@dataclass(frozen=True)
class Note:
    """Something to know before verifying."""

    title: str
    text: str


NOTES = (
    Note(
        "先核对压缩包",
        "改了文件的人，也能把清单一起改掉。所以压缩包的 sha256 要用另外的渠道核对（交接单、电话、上级留存）。"
        "在压缩包所在的文件夹里用 sha256sum 加文件名算出来，"
        "Windows 也可以用 certutil -hashfile 文件名 SHA256。",
    ),
    Note(
        "钥匙要用您自己的",
        "资料包里故意不放 allowed_signers。名单如果由打包的人给，"
        "他把名单和签名一起换成自己的，每一步都会“通过”。请当面或向上级取得各人的公钥，自己保管；"
        '每人一行：邮箱、namespaces="git"（可登记锚点的写 "git,anchor"）、公钥。',
    ),
    Note(
        "这一页也在包里",
        "本页的命令可以逐条看懂，不附脚本。不放心时，拿另一途径得到的同一页来对照。",
    ),
    Note(
        "核验不能知道的",
        "最后一个锚点之后被整段丢弃的提交，和那一段主线有没有被换过；提交的真实时间；钥匙是不是被别人拿去用；纸质原件是否与登记相符。",
    ),
)
