/// What can be wrong, in both languages.
///
/// The catalogues stand in `Problem+….swift`.
struct Problem {
    let check: AuditCheck
    let chinese: String
    let english: String

    init(_ check: AuditCheck, _ chinese: String, _ english: String) {
        self.check = check
        self.chinese = chinese
        self.english = english
    }
}
