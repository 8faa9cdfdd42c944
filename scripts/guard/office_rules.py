"""What the parts of a docx or xlsx may be: kept, left out, or refused with what to do about it."""

import re

_COMMENTS = "有批注（应在 审阅→批注 里全部删除）"
_MACROS = "含有宏或控件（应另存为不含宏的 docx 或 xlsx）"
_EMBEDDED = "嵌有别的文件（应删去嵌入的对象，或换成图片）"
_PIVOT = "有数据透视表，带着全部原始数据（应复制后选择性粘贴为数值）"
_LINKED = "连着外部数据（应在 数据→编辑链接 里断开）"

KEPT = {
    "docx": re.compile(
        r"word/(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes"
        r"|header[0-9]*|footer[0-9]*)\.xml|word/theme/theme[0-9]*\.xml|word/_rels/[A-Za-z0-9]+\.xml\.rels"
        r"|word/media/[A-Za-z0-9_ -]+\.(?:png|jpe?g)"
    ),
    "xlsx": re.compile(
        r"xl/(?:workbook|styles|sharedStrings|calcChain|metadata)\.xml|xl/theme/theme[0-9]*\.xml"
        r"|xl/worksheets/sheet[0-9]+\.xml|xl/tables/table[0-9]+\.xml|xl/drawings/drawing[0-9]+\.xml"
        r"|xl/charts/(?:chart|style|colors)[0-9]+\.xml"
        r"|xl/(?:worksheets/|drawings/|charts/)?_rels/[A-Za-z0-9]+\.xml\.rels"
        r"|xl/media/[A-Za-z0-9_ -]+\.(?:png|jpe?g)"
    ),
}
"""Parts that go into the public copy; media are drawn anew."""

LEFT_OUT = re.compile(
    r"docMetadata/.*|docProps/(?:custom\.xml|thumbnail\.[a-z]+)|customXml/.*|word/glossary/.*|word/people\.xml"
    r"|xl/printerSettings/.*|word/printerSettings.*|xl/persons/.*|.*/"
)
"""Parts a reader does not miss: own properties, previews, printers, lists of authors."""

REFUSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r".*/(?:threadedC|c)omments?(?:Ext|Ids|Extended|Extensible)?[^/]*\.xml|.*threadedComments/.*"
        ),
        _COMMENTS,
    ),
    (
        re.compile(r".*vmlDrawing[^/]*"),
        "有批注或旧式图形（应在 审阅→批注 里全部删除，页眉里的图片改为插入图片）",
    ),
    (re.compile(r".*(?:vbaProject|vbaData|activeX|ctrlProps|attachedToolbars|macrosheets).*"), _MACROS),
    (re.compile(r".*(?:embeddings|oleObject).*"), _EMBEDDED),
    (re.compile(r".*(?:pivot|slicer|timeline).*", re.IGNORECASE), _PIVOT),
    (re.compile(r".*(?:externalLinks|connections|queryTables|webextensions).*"), _LINKED),
    (re.compile(r".*/revisions/.*"), "开着共享修订（应在 审阅→共享工作簿 里取消共享）"),
    (re.compile(r"word/fonts/.*"), "嵌有字体（应在 文件→选项→保存 里取消“将字体嵌入文件”）"),
    (re.compile(r".*/media/.*"), "有不能整理的图片（应换成 jpg 或 png 图片）"),
)

COMMENT_PART = REFUSED[0][0]
COMMENT = re.compile(rb"<(?:[A-Za-z0-9]+:)?(?:comment|threadedComment)[\s>/]")
"""One comment inside a part of comments; Word keeps the part when the last comment is deleted."""

UNASKED = re.compile(
    rb"<w:docVars\b[^>]*/>|<w:docVars\b.*?</w:docVars>|<w:attachedTemplate\b[^>]*/>", re.DOTALL
)
"""What Word and WPS write into the settings by themselves: number of the machine, path of the template."""

CHANGES = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "delText", "cellIns", "cellDel", "cellMerge", "numberingChange"}
)
"""Elements of Word by which a change is tracked; so is everything that ends in ``PrChange``."""

WORD_ELEMENTS = {
    "commentReference": _COMMENTS,
    "commentRangeStart": _COMMENTS,
    "mailMerge": "连着邮件合并的数据（应在 邮件→开始邮件合并 里选“普通 Word 文档”）",
    "altChunk": _EMBEDDED,
    "object": _EMBEDDED,
    "control": _MACROS,
}
CHANGED = "有修订痕迹（应在 审阅→接受所有修订 后保存）"
HIDDEN_TEXT = "有隐藏文字（应全选后在 字体 里取消“隐藏”，再删去不公开的）"
HIDDEN_SHEET = "有隐藏的工作表（应取消隐藏后删去）"
HIDDEN_CELLS = "有隐藏的行或列（应取消隐藏或清除筛选，再删去不公开的）"
HIDDEN_NAME = "有隐藏的名称（应在 公式→名称管理器 里删去）"
SHEET_ELEMENTS = {
    "oleObjects": _EMBEDDED,
    "controls": _MACROS,
    "legacyDrawing": _COMMENTS,
    "customProperties": _LINKED,
}
OUTSIDE = "连着外部的模板、图片或文件（应断开链接，把图片嵌入文档后另存）"
FIELD = "有会读取外部内容或执行命令的域 {}（应选中后按 Ctrl+Shift+F9 变成普通文字）"
FORMULA = "有会连到外部或不常用的公式（应复制后选择性粘贴为数值；网址直接写成链接）"
UNKNOWN = "含有不认识的部件 {}（应复制全部内容到新文件后另存）"
NOTES = "内部写有附注（应在 Word、Excel 或 WPS 里打开后另存）"
TWICE = "内部有重名的属性，不是正常的办公文件（应在 Word、Excel 或 WPS 里打开后另存）"
DOCTYPE = "含有 DTD 声明，不是正常的办公文件（应在 Word、Excel 或 WPS 里打开后另存）"
BROKEN = "文件打不开（应为完好的 docx 或 xlsx；请在 Word、Excel 或 WPS 里打开后另存）"
LOCKED = "文件加了密码（应去掉密码后另存）"
TOO_MANY = "文件里的段落或单元格太多（应拆成几份，或删去空白的行和列）"
TOO_LARGE = "文件展开后太大（应不超过 {} MB）"
