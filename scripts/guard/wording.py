"""What words alone give away: designations and strength of troops, and the office's own list."""

import re
from collections.abc import Iterator
from functools import lru_cache

from scripts.guard.marks import Place
from scripts.guard.unfold import Unfolded, unfold
from scripts.guard.watch import Kind, Watch, Word

_PARAGRAPH = re.compile(r"\n\s*\n|\||\n(?=[ \t]{0,12}(?:[-+#>]|[0-9]{1,2}\.)\s)")
_SPACE = re.compile(r"[ \t_~\\]+|\n(?!\n)")
_NUMBER = r"[0-9〇零一二三四五六七八九十百两]{1,6}"
_ARM = (
    r"(?:重型|中型|轻型|机动|联合|合成|装甲|坦克|步兵|摩托化|摩步|机械化|机步|骑兵|炮兵|防空|导弹|火箭|航空|歼击|轰炸"
    r"|直升机|空降|伞兵|陆战|特战|特种|作战|侦察|工兵|舟桥|防化|通信|雷达|电子对抗|边防|海防|岸防|勤务|支援|保障|后勤"
    r"|预备役|武警|机动师|两栖|山地|高炮|地空|地导|水面舰艇|潜艇|驱逐舰|登陆舰){1,4}"
)
_END = (
    r"(?:师(?![生范傅资德徒])|旅(?![游客行馆途程社店])|团(?!支部|拜|委|员|体|队|结|圆|购|聚|和|中央|县|市|省|校|日)"
    r"|营(?![业养商销造地房收利救区])|连(?![冠续接锁环任年夜忙同带线串几数多日天三两])|军(?=[^一-鿿]|$|官兵|部队|战士|指战员|某|所属|机关|第)|支队|大队|中队|舰队|基地)"
)
_CODE = r"(?:[0-9]{5,6}|[〇零一二三四五六七八九幺两洞拐勾]{5})"
"""The number of a unit, also as a radio operator says it."""
_ARMY = re.compile(
    rf"第?{_NUMBER}集团军|{_NUMBER}(?:号)?{_ARM}{_END}|{_ARM}第?{_NUMBER}{_END}"
    rf"|(?<![0-9]){_CODE}[()\[\]【】「」“”]{{0,2}}(?:部[(]?[队隊]|分[队隊])|(?:某部|解放军)[(“]?{_CODE}(?![0-9])"
    r"|(?:番号|代号)(?:为|是|[:(“”])+第?[0-9A-Z〇零一二三四五六七八九十百]{2,}"
)
_PLAIN = re.compile(rf"(?:第{_NUMBER}|[0-9]{{2,4}}|[〇零一二三四五六七八九十百]{{2,5}}){_END}")
_NEAR = re.compile(
    r"部队|驻军|驻县|驻我县|驻扎|驻地|官兵|战士|士兵|指战员|番号|集团军|营区|军营|营房|服役|海军|空军|陆军|火箭军|武警|某部|入伍|边防|战区"
)
_NAMED = re.compile(rf"第{_NUMBER}[师旅军]")
"""What is a unit without any word of troops nearby."""
_REACH = 24
_PAST = re.compile(
    r"八路军|新四军|红军|红[一二三四]?方?面?军|志愿军|义勇军|抗联|抗日联军|野战军|解放战争|抗战|长征|抗美援朝|建设兵团"
    r"|国民党|国民革命军|日军|北伐|战役|会战"
)
_PAST_REACH = 16
_SOLDIERS = r"(?:官兵|战士|士兵|军官|军士|士官|指战员|现役军人|文职人员)"
_HAN_COUNT = r"[十百千万][一二三四五六七八九十百千万零]{0,6}"
_COUNT = rf"(?:[0-9]{{2,7}}|[0-9](?:\.[0-9]{{1,3}})?万|[一二两三四五六七八九]?{_HAN_COUNT})"
_BARE_COUNT = rf"(?:{_COUNT}[余多]|[0-9]{{2,7}}(?<!20[0-9]{{2}})|[一二两三四五六七八九]{_HAN_COUNT})"
"""A number that counts without a measure word; a year does not."""
_WHOSE = r"(?:驻县部队|[^\W0-9和与同及跟向为给对陪慰看访助帮送请邀进消]{0,4})"
_STRENGTH = re.compile(
    r"兵力(?!量)|编制员额|编制人数|战斗编成|实力统计|军事部署|兵力部署|布防|战备等级|番号|部队代号"
    rf"|(?:{_COUNT}[余多]?[名位个]{_WHOSE}|{_BARE_COUNT}){_SOLDIERS}(?!家|子女|亲属|配偶|代表)"
    rf"|(?:{_SOLDIERS}|兵员|部[队隊]|驻军)(?:[现共计约有达近总(:]{{0,4}}{_COUNT}[余多]?[人名]"
    rf"|(?:总|人员?)数[约为是有达近:]{{0,3}}{_COUNT})"
    rf"|[0-9一二两三四五六七八九十]{{1,3}}个(?:加强)?[师旅营连][约共计有近,]{{0,3}}{_COUNT}[余多]?[人名]"
)


def joined(view: Unfolded) -> Unfolded:
    """Return the text without what may stand inside a Chinese word; paragraphs and cells stay apart."""
    return view.without(_PARAGRAPH, "\n\n").without(_SPACE)


def wording(view: Unfolded, watch: Watch) -> Iterator[tuple[Place, str]]:
    """Yield what a joined text says wrongly, with the remedy where the office's list has one."""
    text = view.text
    for match in _ARMY.finditer(text):
        yield (*match.span(), Kind.TROOP), ""
    for match in _PLAIN.finditer(text):
        if not match[0].startswith("八一") and _is_about_troops(text, *match.span()):
            yield (*match.span(), Kind.TROOP), ""
    for match in _STRENGTH.finditer(text):
        yield (*match.span(), Kind.STRENGTH), ""
    for rule in watch.words:
        yield from _ruled(text, rule)


def _is_about_troops(text: str, begin: int, end: int) -> bool:
    """Whether a unit is named or troops of today are spoken of nearby, and none of a past war just before."""
    around = text[max(begin - _REACH, 0) : end + _REACH]
    is_named = _NAMED.match(text, begin, end)
    before = text[max(begin - _PAST_REACH, 0) : begin]
    return bool(is_named or _NEAR.search(around)) and not _PAST.search(before)


def _ruled(text: str, rule: Word) -> Iterator[tuple[Place, str]]:
    """Yield each place where a word of the list stands, but for its right form."""
    word, right = (_plain(each) for each in (rule.word, rule.use))
    kind = Kind.WORD if rule.is_error else Kind.HINT
    lead = right.find(word)
    begin = text.find(word) if word else -1
    while begin >= 0:
        if lead < 0 or not text.startswith(right, max(begin - lead, 0)):
            should = f"应为“{rule.use}”：" if rule.use else "应改写："
            yield (begin, begin + len(word), kind), f"{should}{rule.why}"
        begin = text.find(word, begin + len(word))


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return a word of the list as texts are compared; the list is the same for every text."""
    return unfold(word).without(_SPACE).text
