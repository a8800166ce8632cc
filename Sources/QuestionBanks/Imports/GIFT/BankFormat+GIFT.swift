extension BankFormat {
    /// Moodle's GIFT; questions of kinds that a bank does not carry are named and counted.
    public static let gift = BankFormat(
        name: "gift",
        fileExtensions: ["gift", "gift.txt"],
        isAcceptedOverHTTP: false,
        draft: { bytes, log in GIFTReader.draft(bytes, log) }
    )
}
