internal import Spreadsheets

/// Says in the organiser's words why an archive cannot be read.
enum PackageFault {
    static func note(_ fault: ZipFault, _ log: FindingLog) {
        let (code, text, chinese, english) = words(fault)
        log.error(code, at: nil, text: text, chinese, english)
    }

    private static func words(_ fault: ZipFault) -> (String, String, String, String) {
        switch fault {
        case .notZip: ("zip.none", "", "不是压缩包（.zip）", "this is no zip archive")
        case .damaged: ("zip.damaged", "", "压缩包已损坏或不完整", "the archive is damaged or cut off")
        case .archiveTooLarge(let byteCount):
            ("file.too-large", "\(byteCount)", "压缩包太大", "the archive is too large")
        case .tooManyEntries:
            ("zip.too-many", "", "压缩包里的文件太多", "the archive has too many entries")
        case .unsafeName(let name):
            ("zip.name", name, "压缩包里有指向包外的文件名", "an entry's name leads outside the archive")
        case .repeatedName(let name):
            ("zip.name", name, "压缩包里有两个同名文件", "two entries have the same name")
        case .encrypted(let name):
            ("zip.encrypted", name, "压缩包有密码，请先解除", "the archive needs a password")
        case .unknownCompression(let name):
            ("zip.compression", name, "压缩方式不支持，请重新压缩为普通 zip", "an unknown compression")
        case .missing(let name):
            ("qti.file.missing", name, "压缩包里没有这个文件", "there is no such file in the archive")
        case .entryTooLarge(let name), .ratioTooHigh(let name):
            ("zip.too-large", name, "解压后太大，已拒绝", "an entry inflates to too much")
        case .totalTooLarge:
            ("zip.too-large", "", "全部解压后太大，已拒绝", "the archive inflates to too much")
        case .outOfMemory: ("zip.memory", "", "内存不足", "memory could not be had")
        }
    }
}
