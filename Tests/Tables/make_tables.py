#!/usr/bin/env python3
"""Makes the tables in this folder with openpyxl and Python's codecs: writers that share nothing with
the readers under test. The files are kept in the repository; run this only to change them.

    python3 Tests/Tables/make_tables.py        needs openpyxl 3.1.5
"""

import csv
import datetime
import io
import os

import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
STILL = datetime.datetime(2020, 1, 1)


def save(book, name):
    book.properties.created = book.properties.modified = STILL
    book.save(os.path.join(HERE, name))


def text(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)


def sheets():
    """A bank over several sheets, as one organiser keeps it."""
    book = openpyxl.Workbook()
    single = book.active
    single.title = "单选题"
    single.append(["2026 年安全生产月题库"])
    single.merge_cells("A1:J1")
    single.append([])
    single.append(["序号", "章节", "题目", "A", "B", "C", "答案", "解析", "难度", "依据", "施行日期"])
    basis = "《中华人民共和国安全生产法》（2021年修正）第五条"
    day = datetime.date(2021, 9, 1)
    single.append([1, "法律法规", "谁负责？", "主要负责人", "联络人", "顾问", "A", "因为。", 1, basis, day])
    single.append([2, None, "火警电话？", 110, 119, 120, "B", "因为。", 2.0, "《消防法》", None])
    single.merge_cells("B4:B5")
    notes = book.create_sheet("填写说明")
    notes.append(["请勿改动列名"])
    truth = book.create_sheet("判断题")
    truth.append(["题目", "正确答案", "解析", "依据"])
    truth.append(["报警要快。", True, "因为。", "《消防法》第四十四条"])
    truth.append(["可以占用疏散通道。", "×", "因为。", "《消防法》第二十八条"])
    hidden = book.create_sheet("旧题")
    hidden.sheet_state = "hidden"
    hidden.append(["题目", "正确答案"])
    hidden.append(["旧题。", "对"])
    save(book, "several-sheets.xlsx")


def faults():
    """Faults on two sheets; their places are in WorkbookBankTests."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "一"
    first.append(["题型", "题干", "选项A", "选项B", "选项C", "答案", "解析", "依据"])
    first.append(["单选题", "一？", "甲", "乙", "丙", "D", "因为。", "消防法"])
    first.append(["单选题", "=NA()", "甲", "乙", "丙", "A", "因为。", "消防法"])
    first["B3"].value = "#N/A"
    first["B3"].data_type = "e"
    first.append(["单选题", "三？", "=\"甲\"&\"乙\"", "乙", "丙", "A", "因为。", "消防法"])
    first.append(["判断题", "四。", None, None, None, "也许", "因为。", "消防法"])
    second = book.create_sheet("二")
    second.append(["题型", "题干", "选项A", "选项B", "选项C", "答案", "解析", "依据"])
    second.append(["单选题", "五？", "甲", "乙", None, "A", "因为。", "消防法"])
    second.append(["多选提", "六？", "甲", "乙", None, "A", "因为。", "消防法"])
    second["K2"] = "表格旁边的备注"
    save(book, "faults.xlsx")


def options():
    """An option a row, the question's own cells merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["题号", "题型", "题干", "选项标号", "选项内容", "是否正确", "解析", "法规依据"])
    sheet.append(["a-1", "单选题", "哪个？", "A", "甲", "否", "因为。", "消防法"])
    sheet.append([None, None, None, "B", "乙", "是", None, None])
    sheet.append([None, None, None, "C", "丙", "否", None, None])
    sheet.append(["a-2", "多选题", "哪些？", "A", "丁", "√", "因为。", "消防法"])
    sheet.append([None, None, None, "B", "戊", "√", None, None])
    sheet.append([None, None, None, "C", "己", "×", None, None])
    for column in "ABCGH":
        sheet.merge_cells(f"{column}2:{column}4")
        sheet.merge_cells(f"{column}5:{column}7")
    save(book, "option-rows.xlsx")


def encodings():
    """One bank in four encodings, delimiters and line ends."""
    rows = [
        ["题号", "题型", "题干", "选项A", "选项B", "选项C", "正确答案", "解析", "法规依据"],
        ["q-1", "单选题", "“𠮷”字几画？\n（含笔顺）", "五", "六", "七", "B", "数一数；就知道，", "字典"],
        ["q-2", "多选题", "哪些是颜色？", "红", "绿,蓝", "高\"低\"", "A、B", "常识", "字典"],
        ["q-3", "判断题", "联通。", "", "", "", "√", "常识", "字典"],
    ]
    write("utf8.csv", text(rows).encode("utf-8"))
    write("bom-semicolon.csv", text(rows, ";").encode("utf-8-sig"))
    write("gb18030.csv", text(rows).encode("gb18030"))
    write("utf16-tab.txt", text(rows, "\t").encode("utf-16"))


def people():
    """A tree of units and a roster with what people get wrong."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "单位"
    sheet.append(["青禾县参赛单位"])
    sheet.append(["代码", "名称", "上级代码", "人数", "人数日期", "行业", "别名"])
    sheet.append([1001, "青禾化工有限公司", None, 1200, datetime.date(2026, 5, 31), "化工", "青化、青禾化工"])
    sheet.append([1002, "一车间", 1001, 300, datetime.date(2026, 5, 31), None, None])
    save(book, "units.xlsx")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名册"
    sheet.append(["姓名", "手机号码", "单位", "口令"])
    sheet.append(["王小明", 13800138000, "青禾化工有限公司", 7])
    sheet["D2"].number_format = "0000"
    sheet.append(["李四", "139 0013-9000", "青化", "1234"])
    sheet.append(["王小明", 1.37e10, 1001, "2345"])
    sheet.append(["赵六", 13800138000, "青禾化工有限公斯", "3456"])
    save(book, "roster.xlsx")


if __name__ == "__main__":
    sheets()
    faults()
    options()
    encodings()
    people()
