#!/usr/bin/env python3
"""Makes the corpus of broken files in Tests/BrokenFiles, each beside the exact list of findings that
reading it must give. The lists are written here by hand, from what is wrong with each file; the
program is never asked. The files are kept in the repository; run this only to change them.

    python3 Tests/Tables/make_broken.py        needs openpyxl 3.1.5

A finding is `code@line:column`, `code@sheet!line:column`, or `code@-` for the file as a whole.
"""

import io
import pathlib
import zipfile

import openpyxl

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "BrokenFiles"
EXPECTED = []

HEADING = "题号,题型,题干,选项A,选项B,选项C,正确答案,解析,法规依据"
GOOD = "q1,单选题,问一？,甲,乙,丙,A,因为。,消防法"


def file(name, data, *findings):
    (FOLDER / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    EXPECTED.append(f"{name}: {' '.join(findings)}".rstrip())


def csv(name, lines, *findings):
    file(f"bank-{name}.csv", "\n".join(lines) + "\n", *findings)


def row(name, line, *findings):
    csv(name, [HEADING, line], *findings)


def words(seed, length=9):
    """Characters that no other seed has: stems and options that resemble nothing."""
    return "".join(chr(0x4E00 + seed * 37 + i * 3) for i in range(length))


# Tables of questions, a fault each ------------------------------------------------------------------

row("key-outside", GOOD.replace(",A,", ",D,"), "bank.key.outside-options@2:7")
row("key-several", GOOD.replace(",A,", ",AB,"), "bank.key.several@2:7")
row("key-only-one", GOOD.replace("单选", "多选"), "bank.key.only-one@2:7")
row("key-blank", GOOD.replace(",A,", ",,"), "bank.key.missing@2:7")
row("key-blank-multiple", GOOD.replace("单选", "多选").replace(",A,", ",,"), "bank.key.missing@2:7")
row("key-repeated", GOOD.replace("单选", "多选").replace(",A,", ",AA,"), "bank.key.repeated@2:7")
row("key-word", GOOD.replace(",A,", ",戊,"), "bank.key.unreadable@2:7")
row("key-letter-and-text", "q1,单选题,问一？,B,A,丙,A,因为。,消防法", "bank.key.ambiguous@2:7")
row("key-neither-true-nor-false", "q1,判断题,问一。,,,,也许,因为。,消防法",
    "bank.key.not-true-false@2:7")
row("options-of-a-statement", "q1,判断题,问一。,有,无,,A,因为。,消防法",
    "bank.options.not-allowed@2:4")
row("stem-blank", GOOD.replace("问一？", ""), "bank.part.missing@2:3")
row("type-blank", GOOD.replace("单选题", ""), "bank.part.missing@2:2")
row("type-unknown", GOOD.replace("单选题", "连线题"), "bank.type.unknown@2:2")
row("id-blank", GOOD.replace("q1", ""), "bank.part.missing@2:1")
row("id-capital", GOOD.replace("q1", "Q1"), "text.name@2:1")
row("option-alone", GOOD.replace("乙,丙", ","), "bank.options.count@2:4")
row("option-gap", GOOD.replace("乙", ""), "bank.part.empty@2:5")
row("option-repeated", GOOD.replace("丙", "甲"), "bank.options.repeated@2:6")
row("option-line-break", GOOD.replace("甲", '"甲\n乙二"'), "text.control@2:4")
row("stem-control", GOOD.replace("问一", "问\x07一"), "text.control@2:3")
row("stem-too-long", GOOD.replace("问一", "问" * 1001), "text.too-long@2:3")
row("option-too-long", GOOD.replace("甲", "甲" * 334), "text.too-long@2:4")
row("several-faults", "Q1,连线题,,甲,甲,丙,,因为。,消防法",
    "text.name@2:1", "bank.type.unknown@2:2", "bank.part.missing@2:3")
csv("id-twice", [HEADING, GOOD, GOOD.replace("问一", words(1)).replace("甲,乙,丙", "丁,戊,己")],
    "bank.id.repeated@3:1")
csv("contradiction", [HEADING, GOOD, "q2,单选题,问一？,丙,乙,甲,A,因为。,消防法"],
    "bank.key.contradiction@3:7")
csv("difficulty", [HEADING + ",难度", GOOD + ",6"], "bank.difficulty@2:10")
csv("date", [HEADING + ",生效日期", GOOD + ",2021-02-30"], "file.value.date@2:10")
csv("dates-reversed", [HEADING + ",生效日期,失效日期", GOOD + ",2021-09-01,2020-01-01"],
    "bank.basis.reversed@2:11")
csv("article-without-law", [HEADING + ",条款", GOOD.replace("消防法", "") + ",第五条"],
    "bank.part.missing@2:10")
csv("pool", [HEADING + ",题池", GOOD + ",练习"], "text.name@2:10")
csv("published", ["题库名,b", "是否公开,也许", HEADING, GOOD], "bank.published@2:2")
csv("name", ["题库名,安全", HEADING, GOOD], "text.name@1:2")

# Warnings -------------------------------------------------------------------------------------------

row("no-explanation", GOOD.replace("因为。", ""), "bank.explanation.none@2:1")
row("no-basis", GOOD.replace("消防法", ""), "bank.basis.none@2:1")
row("all-of-the-above", GOOD.replace("丙", "以上都对"), "bank.option.refers@2:6")
row("letters-in-explanation", GOOD.replace("因为。", "A对，B错。"), "bank.explanation.letters@2:8")
row("negative", GOOD.replace("问一？", "下列说法不正确的是？"), "bank.stem.negative@2:3")
row("former-body", GOOD.replace("甲", "县安监局"), "bank.body.former@2:1")
csv("repeated", [HEADING, GOOD, GOOD.replace("q1", "q2")], "bank.question.repeated@3:1")
LONG = "q1,单选题,发现火情应当怎样报告消防机构？,立即拨打119,先拍视频,等人来,A,因为。,消防法"
csv("nearly-the-same", [HEADING, LONG, LONG.replace("q1", "q2").replace("？", "?")],
    "bank.question.near-duplicate@3:1")
csv("traditional", [
    HEADING, LONG,
    "q2,单选题,發現火情應當怎樣報告消防機構？,立即撥打１１９,先拍視頻,等人來,A,因为。,消防法"],
    "bank.question.near-duplicate@3:1")
csv("nearly-the-same-other-key", [
    HEADING, LONG, LONG.replace("q1", "q2").replace("？", "?").replace(",A,", ",B,")],
    "bank.question.near-duplicate@3:1", "bank.key.contradiction-likely@3:7")
csv("gives-away", [
    HEADING, "q1,单选题,企业的主要负责人对安全生产负什么责任？,全面负责并且是第一责任人,不负责,负一点,A,因为。,法",
    "q2,判断题,企业的主要负责人对安全生产全面负责并且是第一责任人。,,,,对,因为。,法"],
    "bank.stem.gives-away@3:1")
csv("always-true", [HEADING] + [
    f"q{i},判断题,{words(i)},,,,对,因为。,法" for i in range(20)], "bank.balance.true-share@1:1")
csv("always-a", [HEADING] + [
    f"q{i},单选题,{words(i)},{words(i + 30)},{words(i + 60)},{words(i + 90)},A,因为。,法"
    for i in range(20)], "bank.balance.letter@1:1")
csv("always-all", [HEADING] + [
    f"q{i},多选题,{words(i)},{words(i + 30)},{words(i + 60)},{words(i + 90)},ABC,因为。,法"
    for i in range(10)], "bank.balance.all-right@1:1")
csv("always-longest", [HEADING] + [
    f"q{i},单选题,{words(i)},"
    + ",".join(words(i + 30 + 30 * at, 12 if at == i % 3 else 9) for at in range(3))
    + f",{'ABC'[i % 3]},因为。,法" for i in range(21)], "bank.balance.longest@1:1")

# Headings and shapes --------------------------------------------------------------------------------

csv("heading-misspelt-key", [HEADING.replace("正确答案", "正确答安"), GOOD],
    "table.heading.missing@1:1", "table.heading.unknown@1:7")
csv("heading-misspelt-stem", [HEADING.replace("题干", "提干"), GOOD],
    "table.heading.missing@1:1", "table.heading.unknown@1:3")
csv("heading-unknown", [HEADING + ",备注", GOOD + ",x"], "table.heading.unknown@1:10")
csv("heading-twice", [HEADING + ",答案", GOOD + ",A"], "table.heading.repeated@1:10")
csv("points", [HEADING + ",分值", GOOD + ",2"], "bank.points.ignored@1:10")
csv("field-too-many", [HEADING, GOOD + ",多"], "table.row.too-long@2:10")
csv("only-heading", [HEADING], "bank.questions.none@1:1")
csv("only-right-options", ["题干,题型,正确答案", "谁负责？,单选题,主要负责人", "哪些？,多选题,甲；乙"],
    "bank.only-right-options@1:3")
OPTION_ROWS = "题号,题型,题干,选项字母,选项内容,是否正确,解析,法规依据"
csv("option-rows-right", [OPTION_ROWS, "q1,单选题,问？,A,甲,是,因为。,法", ",,,B,乙,也许,,"],
    "bank.option.right-unreadable@3:6")
csv("option-rows-letters", [OPTION_ROWS, "q1,单选题,问？,A,甲,是,因为。,法", ",,,C,乙,否,,"],
    "bank.option.letters@2:1")
csv("option-rows-contradiction", [
    OPTION_ROWS, "q1,单选题,问？,A,甲,是,因为。,法", ",多选题,,B,乙,否,,"],
    "bank.row.contradiction@3:2")
csv("option-rows-text", [
    OPTION_ROWS, "q1,单选题,问？,A,甲,是,因为。,法", ",,,B,乙,否,,", ",,,C,,否,,"],
    "table.cell.missing@4:5")

# Files that are no tables ---------------------------------------------------------------------------

file("bank-empty.csv", "", "file.empty@-")
csv("unclosed-quote", [HEADING, 'q1,单选题,"问？,甲'], "csv.unclosed-quote@2:1")
csv("text-after-quote", [HEADING, GOOD, '"q2"二,单选题'], "csv.text-after-quote@3:1")
csv("field-too-long", [HEADING, "x" * 65_537], "csv.field-too-long@2:1")
csv("fields-too-many", [HEADING, "," * 256], "csv.too-many-fields@2:1")
file("bank-nul.csv", "题号,题型\nq1,\0\n", "table.nul@2:1")
file("bank-encodings-mixed.csv",
     f"{HEADING}\n".encode() + GOOD.replace("甲", "@").encode().replace(b"@", b"\xc4\xe3\xff") + b"\n",
     "table.encoding@2:4", "bank.part.empty@2:4")
file("bank-web-page.csv", "<html><table><tr><td>题干</td></tr></table></html>", "table.markup@-")

# Workbooks ------------------------------------------------------------------------------------------


def workbook(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    return book


def xlsx(name, book, *findings):
    out = io.BytesIO()
    book.save(out)
    file(f"bank-{name}.xlsx", out.getvalue(), *findings)


def archive(name, parts, *findings):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path, text in parts.items():
            zipped.writestr(path, text)
    file(name, out.getvalue(), *findings)


def raw(rows="", **parts):
    """The least that is a workbook; `parts` add to it or take its place."""
    base = "http://schemas.openxmlformats.org/"
    office = base + "officeDocument/2006/relationships"
    return {
        "_rels/.rels": f'<Relationships xmlns="{base}package/2006/relationships"><Relationship '
        f'Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{base}spreadsheetml/2006/main" xmlns:r="{office}">'
        '<sheets><sheet name="题" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{base}package/2006/relationships">'
        f'<Relationship Id="s" Type="{office}/worksheet" Target="worksheets/s.xml"/>'
        "</Relationships>",
        "xl/worksheets/s.xml": f'<worksheet xmlns="{base}spreadsheetml/2006/main"><sheetData>'
        f"{rows}</sheetData></worksheet>", **parts}


TITLES, CELLS = HEADING.split(","), GOOD.split(",")
xlsx("second-sheet", workbook({
    "单选": [TITLES, CELLS],
    "多选": [TITLES, "q2,多选题,再问？,丁,戊,己,D,因为。,法".split(",")]}),
    "bank.key.outside-options@多选!2:7")
book = workbook({"题": [TITLES, CELLS]})
book["题"]["C2"].value, book["题"]["C2"].data_type = "#N/A", "e"
xlsx("formula-error", book, "table.formula.error@题!2:3", "bank.part.missing@题!2:3")
book = workbook({"题": [TITLES, CELLS]})
book["题"]["D2"] = '="甲"&"一"'
xlsx("formula-uncalculated", book, "table.formula.uncalculated@题!2:4", "bank.part.empty@题!2:4")
book = workbook({"题": [TITLES, CELLS], "藏": [TITLES, CELLS]})
book["藏"].sheet_state = "hidden"
xlsx("hidden-sheet", book, "table.sheet.hidden@藏!1:1")
xlsx("sheet-without-headings", workbook({"说明": [["填写说明"], ["请勿改动"]], "题": [TITLES, CELLS]}),
     "table.sheet.skipped@说明!1:1")
archive("bank-macros.xlsx", raw(**{"xl/vbaProject.bin": "x"}), "workbook.macros@-")
archive("bank-external-link.xlsx", raw(**{
    "xl/externalLinks/externalLink1.xml": "<externalLink/>"}), "workbook.external-links@-")
archive("bank-document-type.xlsx", raw(**{
    "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'}), "workbook.document-type@-")
archive("bank-instruction.xlsx", raw(**{"xl/workbook.xml": "<?x y?><workbook/>"}),
        "workbook.instruction@-")
archive("bank-bomb.xlsx", raw(**{
    "xl/worksheets/s.xml": "<worksheet>" + " " * (8 << 20) + "</worksheet>"}), "workbook.bomb@-")
archive("bank-nested.xlsx", raw("<a>" * 5_000), "workbook.too-deep@-")
archive("bank-utf-16.xlsx", raw(**{
    "xl/worksheets/s.xml": "<worksheet/>".encode("utf-16")}), "workbook.encoding@-")
archive("bank-part-missing.xlsx", {
    path: text for path, text in raw().items() if "worksheets" not in path}, "workbook.damaged@-")
archive("bank-impossible-cell.xlsx", raw('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        "workbook.reference@题!1:1")
archive("bank-farthest-cell.xlsx", raw('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "table.too-many-columns@题!1:16384")
archive("bank-cell-too-long.xlsx", raw(
    f'<row><c t="inlineStr"><is><t>{words(1) * 4_000}</t></is></c></row>'),
    "table.cell-too-long@题!1:1")
archive("bank-open-document.xlsx", {"mimetype": "", "content.xml": ""}, "workbook.open-document@-")
archive("bank-binary.xlsx", {"xl/workbook.bin": ""}, "workbook.binary@-")
archive("bank-letter.xlsx", {"word/document.xml": "<a/>"}, "workbook.none@-")
archive("bank-climbing-name.xlsx", raw(**{"../../etc/passwd": "x"}), "workbook.unsafe@-")
COMPOUND = b"\xd0\xcf\x11\xe0" + bytes(2044)
file("bank-old.xlsx", COMPOUND, "workbook.legacy@-")
file("bank-password.xlsx", COMPOUND[:1024] + "EncryptedPackage".encode("utf-16-le") + bytes(992),
     "workbook.encrypted@-")
file("bank-cut-off.xlsx", b"PK\x03\x04" + bytes(100), "workbook.damaged@-")

# The native format ----------------------------------------------------------------------------------

HEAD = "bank: b\ntitle: t\nquestions:\n"
ITEM = """- id: q
  type: single
  stem: 问？
  options: [甲, 乙]
  key: A
  explanation: 因为。
  basis: {law: 法}
"""
file("bank-tab.yaml", "bank: b\n\ttitle: t\n", "yaml.syntax@2:1")
file("bank-anchor.yaml", "bank: &a b\n" + HEAD[8:] + ITEM, "yaml.anchor@1:7")
file("bank-tag.yaml", "bank: !!str b\n" + HEAD[8:] + ITEM, "yaml.tag@1:7")
file("bank-two-documents.yaml", HEAD + ITEM + "---\nbank: c\n", "yaml.documents@11:1")
file("bank-key-twice.yaml", "bank: b\nbank: c\n" + HEAD[8:] + ITEM, "file.key.repeated@2:1")
file("bank-key-misspelt.yaml", HEAD + ITEM.replace("stem", "sten"),
     "bank.part.missing@4:3", "file.key.unknown@6:3")
file("bank-options-text.yaml", HEAD + ITEM.replace("[甲, 乙]", "甲"),
     "bank.part.missing@4:3", "file.value.not-list@7:12")
file("bank-latin.yaml", HEAD.encode() + ITEM.replace("问", "@").encode().replace(b"@", b"\xe9"),
     "file.encoding@6:9")
file("bank-no-questions.yaml", "bank: b\ntitle: t\nquestions: []\n", "bank.questions.none@3:1")
file("bank-allowed-nothing.yaml",
     HEAD.replace("questions", "allowed: [{warning: bank.stem.negative, why: 例外}]\nquestions") + ITEM,
     "bank.allowed.unused@3:21")
file("bank-allowed-without-reason.yaml",
     HEAD.replace("questions", "allowed: [{warning: bank.stem.negative}]\nquestions") + ITEM,
     "bank.allowed.incomplete@3:21")

# What other programs write --------------------------------------------------------------------------

NAMED = ('{"bank": "b", "title": "t", "questions": [{"id": "a", "type": "single", "stem": "问？",\n'
         ' "options": ["甲", "乙"], "key": "A", "explanation": "因为。", "basis": {"law": "法"}}]}\n')
file("bank-comma.json", NAMED.replace("}}]}", "}},]}"), "json.syntax@2:82")
file("bank-key-twice.json", NAMED.replace('"title"', '"bank": "c", "title"'),
     "file.key.repeated@1:15")
file("bank-key-outside.json", NAMED.replace('"key": "A"', '"key": "C"'),
     "bank.key.outside-options@2:32")
file("bank-number-for-text.json", NAMED.replace('"问？"', '["问"]'),
     "bank.part.missing@1:43", "file.value.not-text@1:81")
PLAIN = '[{"question": "问？", "options": ["甲", "乙", "丙"], "answer": 1}]\n'
file("bank-position.json", PLAIN, "bank.part.adapted@1:1", "bank.key.position-ambiguous@1:59")
file("bank-essay.gift", "::q1:: 论述。{}\n", "bank.construct-not-carried@1:1",
     "bank.part.adapted@1:1", "bank.questions.none@1:1")
file("bank-braces.gift", "::q1:: 问？{=甲 ~乙\n", "bank.part.adapted@1:1", "gift.braces@1:10")
file("bank-no-answer.aiken", "问？\nA. 甲\nB. 乙\n", "aiken.answer.missing@1:1",
     "bank.part.adapted@1:1")
file("bank-letters.aiken", "问？\nA. 甲\nC. 乙\nANSWER: A\n", "bank.part.adapted@1:1", "aiken.letter@3:1")
file("bank-document-type.xml", '<!DOCTYPE a [<!ENTITY b "c">]><quiz/>', "xml.doctype@1:1")
file("bank-unclosed.xml", "<quiz><question>", "xml.syntax@1:17")
file("bank-other-root.xml", "<html/>", "xml.root.unknown@1:6")
archive("bank-no-manifest.zip", {"a.xml": "<a/>"}, "qti.manifest.missing@-")
MANIFEST = ('<manifest><resources>\n<resource type="imsqti_item_xmlv2p1" href="{}"/>'
            "</resources></manifest>")
archive("bank-no-item.zip", {"imsmanifest.xml": MANIFEST.format("a.xml")},
        "bank.part.adapted@imsmanifest.xml!1:10", "qti.file.missing@imsmanifest.xml!2:50")
archive("bank-far-item.zip", {"imsmanifest.xml": MANIFEST.format("http://x/a.xml")},
        "bank.part.adapted@imsmanifest.xml!1:10", "qti.href.external@imsmanifest.xml!2:59")

# Trees and rosters ----------------------------------------------------------------------------------

UNITS = "代码,名称,上级代码,人数,人数日期\n"
file("tree-parent.csv", UNITS + "A,甲,,,\nB,乙,Z,,\n", "tree.parent.unknown@3:3")
file("tree-circle.csv", UNITS + "A,甲,B,,\nB,乙,A,,\n", "tree.cycle@2:3", "tree.cycle@3:3")
file("tree-code-twice.csv", UNITS + "A,甲,,,\nA,乙,,,\n", "tree.code.repeated@3:1")
file("tree-headcount.csv", UNITS + 'A,甲,,"1,200",\n', "tree.headcount@2:4")
file("tree-date.csv", UNITS + "A,甲,,12,5月31日\n", "file.value.date@2:5")
file("tree-name-blank.csv", UNITS + "A,,,12,\n", "table.cell.missing@2:2")
file("tree-same-names.csv", UNITS + "A,甲,,,\nB,甲,,,\n", "tree.name.repeated@3:1")
file("tree-too-deep.csv", UNITS + "".join(
    f"N{i},名{i},{f'N{i - 1}' if i else ''},,\n" for i in range(17)), "tree.too-deep@18:1")
file("tree-empty.csv", UNITS, "tree.empty@-")
PEOPLE = "姓名,手机,单位,口令\n"
file("roster-unit-misspelt.csv", PEOPLE + "王,,青禾化工有限公斯,1234\n", "roster.unit.unknown@2:3")
file("roster-unit-blank.csv", PEOPLE + "王,,,1234\n", "roster.unit.missing@2:3")
file("roster-phone-rounded.csv", PEOPLE + "王,1.38E+10,1001,1234\n", "roster.phone@2:2")
file("roster-phone-twice.csv", PEOPLE + "王,13800138000,1001,1234\n李,13800138000,1001,2345\n",
     "roster.phone.repeated@3:2")
file("roster-same-names.csv", PEOPLE + "王,,1001,1234\n王,,1001,2345\n", "roster.name.repeated@3:1")
file("roster-pin.csv", PEOPLE + "王,,1001,12x4\n", "roster.pin@2:4")
file("roster-name-blank.csv", PEOPLE + ",13800138000,1001,1234\n", "table.cell.missing@2:1")
file("roster-empty.csv", PEOPLE, "roster.empty@-")
out = io.BytesIO()
workbook({"名册": [PEOPLE.strip().split(","), ["王", 13800138000, "一车间", 12]]}).save(out)
file("roster-pin-lost-zeros.xlsx", out.getvalue(), "roster.pin@名册!2:4")

(FOLDER / "expected.txt").write_text("\n".join(EXPECTED) + "\n")
print(f"{len(EXPECTED)} files")
