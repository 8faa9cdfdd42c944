"""The guards of a text: what must be found, in every disguise, and what must be left alone."""
# ruff: noqa: E501 - a list of separators and a sentence stand on one line

import random
import time

import pytest
import stdnum.cn.ric
import stdnum.luhn
from hypothesis import given
from hypothesis import strategies as st

from scripts.guard.checksums import is_luhn, is_resident
from scripts.guard.text import findings
from scripts.guard.watch import SOFT, Kind, Watch, Word
from tests.personal_values import PROVINCES, card, digits, look_alikes, mobile, resident, true_values

OPEN = Watch()


def told(text: str, watch: Watch = OPEN) -> list[tuple[str, str]]:
    """Return kind and masked words of each finding."""
    return [(each.kind.value, each.shown) for each in findings(text, watch)]


def test_every_resident_number_and_mobile_is_found_in_every_disguise() -> None:
    """100 numbers of each kind, in ten disguises: not one passes, and each is called what it is."""
    missed = [text for kind, text in true_values() if kind not in dict(told(text))]
    assert missed == []


def test_look_alikes_are_left_alone() -> None:
    """Of 200 harmless numbers of papers, days, sums, books and firms at most two are taken for a person's."""
    alarms = [(text, told(text)) for text in look_alikes() if told(text)]
    assert len(alarms) <= 2, alarms


SEPARATORS = (
    "", " ", "\u3000", "-", "—", "·", ".", "/", "、", "，", "|", " | ", "\n", "**", "`", "_", "~~", "\u200b", "\u2060",
    "\u202e", "\u00ad", "\ufe0f\u20e3", "（", "）", "…", "《", "\\", "&#8203;", "&nbsp;", "](a.md)[", "\n> ", "'", "“", "\u3164",
)  # fmt: skip


@given(seed=st.integers(0, 10**9), gaps=st.lists(st.sampled_from(SEPARATORS), min_size=17, max_size=17))
def test_nothing_put_between_the_digits_hides_a_resident_number(seed: int, gaps: list[str]) -> None:
    """Whatever marks, spaces, links and invisible characters stand between its digits, it is found."""
    value = resident(random.Random(seed))  # noqa: S311 - a sample, not a secret
    text = value[0] + "".join(gap + digit for gap, digit in zip(gaps, value[1:], strict=True))
    assert Kind.RESIDENT in {each.kind for each in findings(f"号码{text}。", OPEN)}


@given(seed=st.integers(0, 10**9), at=st.integers(1, 16), gap=st.sampled_from(SEPARATORS))
def test_a_finding_stands_where_its_first_digit_stands(seed: int, at: int, gap: str) -> None:
    """The place of a finding is that of its first character in the text as it was written."""
    value = resident(random.Random(seed))  # noqa: S311 - a sample, not a secret
    text = f"第一行\n名单\u200b：{value[:at]}{gap}{value[at:]}"
    [place] = {each.at for each in findings(text, OPEN) if each.kind is Kind.RESIDENT}
    assert place == text.index(value[0], text.index("："))


@given(number=st.text("0123456789", min_size=17, max_size=17), last=st.sampled_from("0123456789X"))
def test_check_digits_agree_with_a_second_opinion(number: str, last: str) -> None:
    """Our check digit is python-stdnum's, wherever both take the day for one of the calendar."""
    whole = number + last
    assert is_resident(whole) == (stdnum.cn.ric.calc_check_digit(whole) == last and _is_day(whole[6:14]))


@given(st.text("0123456789", min_size=13, max_size=19))
def test_card_digits_agree_with_a_second_opinion(number: str) -> None:
    """Our sum over a card's digits is python-stdnum's."""
    assert is_luhn(number) == stdnum.luhn.is_valid(number)


def _is_day(digits_: str) -> bool:
    year, month, day = int(digits_[:4]), int(digits_[4:6]), int(digits_[6:])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


def test_no_masked_value_can_be_read() -> None:
    """A message keeps five marks of a long number at most, so that a log or a screenshot leaks nothing."""
    source = random.Random(6)  # noqa: S311 - a sample, not a secret
    for make in (resident, mobile, card):
        for _ in range(50):
            value = make(source)
            [found] = findings(value, OPEN)
            assert value not in found.message
            assert sum(char.isalnum() for char in found.shown) <= 5


CASES: tuple[tuple[str, str, str], ...] = (
    # text, kind, what is shown
    ("13900219000 转 2", "手机号", "139******00"),
    ("+86 139-0021-9000", "手机号", "139******00"),
    ("8613900219000", "手机号", "139******00"),
    ("[打电话](tel:13900219000)", "手机号", "139******00"),
    ("139\n00219000", "手机号", "139******00"),
    ("①③⑨⓪⓪②①⑨⓪⓪⓪", "手机号", "139******00"),
    ("𝟏𝟑𝟗𝟎𝟎𝟐𝟏𝟗𝟎𝟎𝟎", "手机号", "139******00"),
    ("139&#00000000048;0219000", "手机号", "139******00"),
    ("139&#x000000030;0219000", "手机号", "139******00"),
    ("➊➌➒➊➋➌➍➎➏➐➑", "手机号", "139******78"),
    ("➀➂➈➀➁➂➃➄➅➆➇", "手机号", "139******78"),
    ("❶❸❾❶❷❸❹❺❻❼❽", "手机号", "139******78"),
    ("l39OO123456", "手机号", "139******56"),
    ("139-OO12-3456", "手机号", "139******56"),
    ("1З9l2345678。", "手机号", "139******78"),
    ("1З9ОО123456", "手机号", "139******56"),
    ("壹參玖壹貳參肆伍陸柒捌", "手机号", "139******78"),
    ("一三九一两三四五六七八", "手机号", "139******78"),
    ("幺三勾洞洞三四五六拐八", "手机号", "139******78"),
    ("1. 139\n2. 1234\n3. 5678", "手机号", "139******78"),
    ("> 1、 139\n> 2、 12345678", "手机号", "139******78"),
    ("[电话](tel:%31%33%39%31%32345678)", "手机号", "139******78"),
    ("[电话](tel:139%EF%BC%912345678)", "手机号", "139******78"),
    ("[写信](mailto:zhang%40example.com)", "邮箱", "zha************om"),
    ("zhang(at)example.com", "邮箱", "zha***************om"),
    ("119999，生日19950101，尾号1230", "居民身份证号", "119*******************30"),
    ("119999后接199501011230", "居民身份证号", "119***************30"),
    ("蒙А12345", "车牌号", "蒙А*****"),
    ("蒙A·一二三四五", "车牌号", "蒙A******"),
    ("蒙字A12345", "车牌号", "蒙字******"),
    ("内蒙古A牌照12345", "车牌号", "蒙古********"),
    ("WJ31-12345", "车牌号", "WJ********"),
    ("111.678，40.812", "经纬度坐标", "111*********12"),
    ("北40.8123东111.6789", "经纬度坐标", "40.***********89"),
    ("40°48'N 111°40'E", "经纬度坐标", "40*****"),
    ("111.678°E", "经纬度坐标", "11******"),
    ("经度111.678", "经纬度坐标", "经度*******"),
    ("[139](a_(b).md)0021[9000][c]", "手机号", "139******00"),
    ("0399-88881234", "固定电话", "039*******34"),
    ("（0399）8888 1234", "固定电话", "039*******34"),
    ("039988881234", "固定电话", "039*******34"),
    ("联系电话：88881234", "固定电话", "88******"),
    ("6222 0212 3456 7890 128", "银行卡号", "622**************28"),
    ("6222021234567890128", "银行卡号", "622**************28"),
    ("119999500101123", "居民身份证号", "119**********23"),
    ("邮箱 zhang.san＠example.com", "邮箱", "zha****************om"),
    ("zhang**san**@example.com", "邮箱", "zha***************om"),
    ("京A·12345", "车牌号", "京A******"),
    ("京 A 1 2 3 4 5。", "车牌号", "京 A******** 5"),
    ("京AD12345", "车牌号", "京A******"),
    ("WJ京1234X", "车牌号", "WJ******"),
    ("VA·12345", "车牌号", "VA******"),
    ("北B12345", "车牌号", "北B*****"),
    ("35.1234，113.4567", "经纬度坐标", "35.***********67"),
    ("东经 113.45678", "经纬度坐标", "东经 *******78"),
    ("113°12′33″", "经纬度坐标", "113******′′"),
    ("第八十集团军", "部队番号或代号", "第**集团军"),
    ("第 112 合成旅", "部队番号或代号", "***合成旅"),
    ("步兵第112团", "部队番号或代号", "步兵第***团"),
    ("驻地第112旅的官兵", "部队番号或代号", "第***旅"),
    ("96123部队", "部队番号或代号", "*****部队"),
    ("961**23**部队", "部队番号或代号", "*****部队"),
    ("九六一二三部队", "部队番号或代号", "*****部队"),
    ("９６１２３ 部队", "部队番号或代号", "*****部队"),
    ("番号：A112", "部队番号或代号", "番号:A***"),
    ("存盒 1-05", "内部档案盒号", "盒 ****"),
    ("见 1-05 号盒", "内部档案盒号", "1-*****"),
    ("卷 １２－０５", "内部档案盒号", "卷 *****"),
    ("护照 E12345678", "证件号", "E1*******"),
    ("EA1234567", "证件号", "EA*******"),
    ("军字第1234567号", "证件号", "军字第******7号"),
    ("兵 力 部署", "兵力编制用语", "兵力"),
    ("邀请50余名官兵", "兵力编制用语", "**余名官兵"),
)


@pytest.mark.parametrize(("text", "kind", "shown"), CASES, ids=[case[0] for case in CASES])
def test_each_kind_is_found_and_masked(text: str, kind: str, shown: str) -> None:
    """Each kind of finding, as people write it, is called by its name and shown masked."""
    assert (kind, shown) in told(text)


HARMLESS = (
    "五连冠", "八一军旗下的官兵", "官兵八一团拜会", "50名官兵代表", "为12名现役军人家属", "部队营区第3营区", "编号 D20230045", "1-05盒饭",
    "八路军第115师纪念馆", "志愿军第38军战史", "民兵力量", "官兵一连三天参加抢险", "示例县第3中学团支部",
    "驻县部队官兵代表", "两名退役军人", "粤B2-20090059", "S20260720 批次", "138****9000", "110101********123X",
    "驻地商户十余家营业", "军民一家亲，2连续5年", "0.3141592653", "x 3.1416 比 2.7183",
    "H2O 与 CO2，10l 水，第3l 页", "得分 98.125%，43.750%", "| 98.125 | 43.750 |", "功率 12.345 W", "1. 2026年\n2. 1949年", "两三个，三两户",
    "第三洞、拐角处", "共110101人，2026年07月", "京剧 A 一二三四五场", "[题](https://www.example.com/?q=%E5%8F%8C%E6%8B%A5)",
    "20名学生和官兵座谈", "12名医生为官兵义诊", "20名群众代表慰问官兵", "50名消防指战员", "2026官兵春晚", "万千官兵", "接收部队转业干部20人", "随军家属20人",
    "驻县部队12345热线", "第一师范学校", "第五旅行社", "淮海战役中第3师", "国民革命军第38军", "部队共建单位12个", "为部队送去慰问金3000元",
    "部队官兵子女12人入学", "组织官兵和群众200余人", "军民共建60周年", "一个营地50人",
)  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_words_are_left_alone(text: str) -> None:
    """Names of honours, schools, past armies and masked numbers raise no alarm."""
    assert told(text) == []


def test_the_office_allows_its_own_numbers_and_no_others() -> None:
    """A registered office number, with or without area code, and a registered address pass; one digit off does not."""
    watch = Watch(phones=frozenset({"0399-88881234"}), emails=frozenset({"office@example.com"}))
    assert told("0399 8888 1234，电话88881234，Office@example.com", watch) == []
    assert told("0399-88881235 电话88881235 office2@example.com", watch) != []


@pytest.mark.parametrize("phone", ["13900219000", "0399-88881234转13900219000", "0399-13900219000"])
def test_no_office_number_lets_a_mobile_pass(phone: str) -> None:
    """A mobile, alone or as an extension, is a mobile even where somebody registered it."""
    assert ("手机号", "139******00") in told("13900219000", Watch(phones=frozenset({phone})))


@pytest.mark.parametrize("phone", ["0399-88881234转12", "0399 8888 1234-12", "（0399）88881234"])
def test_an_office_number_is_known_in_its_usual_forms(phone: str) -> None:
    """Whole, without its extension and without its area code; no other number that ends or begins alike."""
    watch = Watch(phones=frozenset({phone}))
    assert told("0399-88881234，电话88881234", watch) == []
    assert told("0398-88881234", watch) != []
    assert told("电话8881234", watch) != []


def test_the_list_of_words_knows_right_forms() -> None:
    """A word of the list is found however it is spaced; inside its own right form it is right."""
    rules = (
        Word(word="退役局", use="县退役局", why="用全称", is_error=False),
        Word(word="残废军人", use="残疾军人", why="法定称谓", is_error=True),
    )
    watch = Watch(words=rules)
    assert told("到县退役局办理", watch) == []
    assert told("到退役局办理，残 **废** 军\n人", watch) == [("提醒词", "退役局"), ("错敏词", "残废军人")]
    [hint, error] = findings("退役局残废军人", watch)
    assert hint.remedy == "应为“县退役局”：用全称"
    assert {hint.kind, error.kind} <= SOFT


HOSTILE = {
    "digits": "1" * 100_000,
    "single digits": "6 2 " * 25_000,
    "ids": "11999919500101123" * 6_000,
    "mails": "a.b-c_d+" * 12_500,
    "ats": "a@b." * 25_000,
    "plates": "京A 1-2.3·" * 12_500,
    "brackets": "](" * 50_000,
    "open links": "[1](" * 25_000,
    "stars": "*1" * 50_000,
    "references": "&#49" * 25_000,
    "noughts": "&#" + "0" * 99_998,
    "letters": "lO1" * 33_000,
    "long words": "1l" * 50_000 + "k",
    "percents": "](" + "%31" * 33_000 + ")",
    "regions": "110101年" * 20_000,
    "lists": "1. 139\n" * 14_000,
    "degrees": "113.4567 " * 11_000,
    "troops": "第一二三四五六七八九十师" * 8_000,
    "arms": "合成装甲步兵" * 16_000,
    "blanks": " \n" * 50_000,
    "spaces": " " * 100_000,
    "lines": "\n" * 100_000,
    "indented": ("\n" + " " * 999) * 100,
    "targets": "](a(" * 25_000,
    "open target": "](" + "a" * 99_998,
    "boxes": "盒 1-" * 20_000,
}


def _seconds(text: str) -> float:
    def once() -> float:
        begin = time.perf_counter()
        findings(text, OPEN)
        return time.perf_counter() - begin

    return min(once() for _ in range(2))


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    """100 kB made to confuse the patterns take no more than a small multiple of 100 kB of plain prose."""
    prose = "军爱民、民拥军，军民团结一家亲。2026年7月20日，示例县召开双拥工作会议。\n" * 2_500
    assert _seconds(HOSTILE[name][:100_000]) < 40 * _seconds(prose[:100_000])


@given(st.text(max_size=200))
def test_any_text_can_be_judged(text: str) -> None:
    """No text makes the guards fail, and every finding stands inside the text."""
    assert all(0 <= each.at < len(text) for each in findings(text, OPEN))


def test_the_sample_of_values_is_what_it_says() -> None:
    """The control: the true values are true by a second opinion, the provinces are those of the register."""
    source = random.Random(7)  # noqa: S311 - a sample, not a secret
    for _ in range(100):
        value = resident(source)
        assert stdnum.cn.ric.calc_check_digit(value) == value[-1]
        assert int(value[:2]) in PROVINCES
        assert stdnum.luhn.is_valid(card(source))
    assert len(true_values()) == len(look_alikes()) == 200
    assert digits(source, 3).isdecimal()
