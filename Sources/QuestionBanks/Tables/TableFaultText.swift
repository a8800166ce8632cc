internal import Spreadsheets

/// Says in the organiser's words why a table, a workbook or a cell cannot be read.
enum TableFaultText {
    /// Notes a cell that holds no text.
    static func note(_ cell: TableLine.Cell, _ log: FindingLog) {
        switch cell.value {
        case .text: return
        case .undecodable:
            log.error(
                "table.encoding",
                at: cell.place,
                "这一格的文字无法识别，请把文件另存为 UTF-8 编码或 .xlsx",
                "the text cannot be decoded; save the file as UTF-8 or .xlsx"
            )
        case .formulaError(let error):
            log.error(
                "table.formula.error",
                at: cell.place,
                text: error,
                "公式出错，请改成文字",
                "the formula has an error; write the text itself"
            )
        case .uncalculated:
            log.error(
                "table.formula.uncalculated",
                at: cell.place,
                "公式没有计算结果，请用表格软件打开、保存一次，或改成文字",
                "the formula has no stored value; open and save the file, or write the text itself"
            )
        }
    }

    /// Notes why a file cannot be read as a whole, or beyond some place.
    static func note(_ fault: SheetFault, _ log: FindingLog) {
        let text = text(of: fault)
        log.error(
            text.code,
            at: place(of: fault),
            text: text.quotation,
            text.chinese,
            text.english
        )
    }

    private static func place(of fault: SheetFault) -> Place? {
        switch fault {
        case .csv(let fault): Place(line: fault.line, column: 1)
        case .nulByte(let line): Place(line: line, column: 1)
        case .wrongReference(let place), .cellTooLong(let place), .tooManyColumns(let place),
            .tooManyRows(let place), .textTooLarge(let place):
            Place(sheet: place.sheet, line: place.row, column: place.column)
        default: nil
        }
    }

    private struct Text {
        var code: String
        var quotation = ""
        var chinese: String
        var english: String

        init(_ code: String, _ chinese: String, _ english: String, quoting quotation: String = "") {
            self.code = code
            self.quotation = quotation
            self.chinese = chinese
            self.english = english
        }
    }

    private static func text(of fault: SheetFault) -> Text {
        switch fault {
        case .csv(let fault): text(of: fault)
        case .zip(let fault): text(of: fault)
        case .fileTooLarge(let count):
            Text(
                "file.too-large",
                "文件有 \(count) 字节，太大",
                "the file is too large",
                quoting: "\(count)"
            )
        case .nulByte:
            Text(
                "table.nul",
                "不是文字文件，或是没有标记的 UTF-16，请另存为 UTF-8",
                "not a text file; save it as UTF-8"
            )
        case .markup:
            Text(
                "table.markup",
                "这是网页或 XML，不是表格（有些系统把网页存成 .xls），请用表格软件打开后另存为 .xlsx",
                "a web page or XML, not a table; open it in a spreadsheet and save it as .xlsx"
            )
        case .noConverter:
            Text(
                "table.no-converter",
                "系统不能转换 GB18030，请另存为 UTF-8",
                "no GB18030 converter; save as UTF-8"
            )
        case .legacyWorkbook:
            Text(
                "workbook.legacy",
                "旧的 .xls 格式，请另存为 .xlsx",
                "the old .xls format; save it as .xlsx"
            )
        case .encryptedWorkbook:
            Text(
                "workbook.encrypted",
                "工作簿有打开密码，请去掉密码",
                "the workbook is encrypted; remove its password"
            )
        case .binaryWorkbook:
            Text(
                "workbook.binary",
                "二进制 .xlsb 格式，请另存为 .xlsx",
                "the binary .xlsb format; save it as .xlsx"
            )
        case .openDocument:
            Text(
                "workbook.open-document",
                "OpenDocument 表格，请另存为 .xlsx",
                "an OpenDocument table; save it as .xlsx"
            )
        case .noWorkbook:
            Text("workbook.none", "压缩包里没有工作簿", "the archive holds no workbook")
        case .macros:
            Text(
                "workbook.macros",
                "工作簿带有宏，不接受，请另存为不带宏的 .xlsx",
                "workbooks with macros are refused"
            )
        case .externalLinks:
            Text(
                "workbook.external-links",
                "工作簿引用了别的文件，不接受，请断开链接、只留数值",
                "workbooks that link to other files are refused; break the links"
            )
        case .documentType(let part):
            Text(
                "workbook.document-type",
                "工作簿含有文档类型声明，不接受",
                "a document type is refused",
                quoting: part
            )
        case .instruction(let part):
            Text(
                "workbook.instruction",
                "工作簿含有 XML 处理指令，不接受",
                "a processing instruction is refused",
                quoting: part
            )
        case .partEncoding(let part):
            Text("workbook.encoding", "工作簿的内部文件不是 UTF-8", "a part is not UTF-8", quoting: part)
        case .tooDeep(let part):
            Text("workbook.too-deep", "工作簿的内部文件嵌套太深", "a part nests too deep", quoting: part)
        case .damagedPart(let part, _):
            Text("workbook.damaged", "工作簿已损坏，请用表格软件打开后另存", "the workbook is damaged", quoting: part)
        case .tooManySheets: Text("workbook.too-many-sheets", "工作表太多", "too many sheets")
        case .sharedTextTooLarge:
            Text("workbook.too-large", "工作簿的文字太多", "the workbook has too much text")
        case .tooManyElements, .textTooLarge:
            Text("workbook.too-large", "工作簿的内容太多", "the workbook has too much in it")
        case .wrongReference:
            Text("workbook.reference", "单元格的编号不可能存在，工作簿已损坏", "an impossible cell reference")
        case .cellTooLong: Text("table.cell-too-long", "单元格太长", "a cell is too long")
        case .tooManyColumns: Text("table.too-many-columns", "列太多", "a row has too many columns")
        case .tooManyRows: Text("table.too-many-rows", "行太多", "the table has too many rows")
        }
    }

    private static func text(of fault: CSVFault) -> Text {
        switch fault {
        case .unclosedQuote: Text("csv.unclosed-quote", "引号没有闭合", "a quote is never closed")
        case .textAfterQuote:
            Text(
                "csv.text-after-quote",
                "右引号之后还有文字，文字里的引号应写成两个",
                "text after a closing quote; a quote within text is written twice"
            )
        case .fieldTooLong: Text("csv.field-too-long", "单元格太长", "a field is too long")
        case .tooManyFields: Text("csv.too-many-fields", "列太多", "a row has too many fields")
        case .tooManyRows: Text("csv.too-many-rows", "行太多", "the table has too many rows")
        }
    }

    private static func text(of fault: ZipFault) -> Text {
        switch fault {
        case .archiveTooLarge(let count):
            Text(
                "file.too-large",
                "文件有 \(count) 字节，太大",
                "the file is too large",
                quoting: "\(count)"
            )
        case .tooManyEntries, .entryTooLarge, .ratioTooHigh, .totalTooLarge:
            Text("workbook.bomb", "工作簿解压后大得反常，不接受", "the workbook inflates beyond all measure")
        case .encrypted: Text("workbook.encrypted", "工作簿有打开密码，请去掉密码", "the workbook is encrypted")
        case .unsafeName(let name), .repeatedName(let name), .unknownCompression(let name):
            Text(
                "workbook.unsafe",
                "压缩包里有不合规的文件，不接受",
                "the archive has an unsafe entry",
                quoting: name
            )
        case .missing(let name):
            Text("workbook.damaged", "工作簿缺少内部文件", "the workbook lacks a part", quoting: name)
        case .notZip, .damaged, .outOfMemory:
            Text("workbook.damaged", "工作簿已损坏，请用表格软件打开后另存", "the workbook is damaged")
        }
    }
}
