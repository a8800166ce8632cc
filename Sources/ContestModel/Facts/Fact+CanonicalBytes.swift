// The canonical bytes of a fact, version 1.
//
//     kind          1 byte, `Fact.Kind`
//     sequence      8 bytes
//     at            8 bytes, milliseconds since the epoch
//     fields        in the order written below, by the rules of `CanonicalWriter`
//
// The store hashes them with SHA-256; `Audit` writes the same bytes again from the columns of the
// tables, with code of its own. A change of any order or width is a new version of the ledger.

extension Fact {
    /// The kinds as numbers.
    ///
    /// They are written into ledgers: never reuse one.
    public enum Kind: UInt8, CaseIterable, Sendable {
        /// Rules.
        case contestVersion = 1
        /// Questions.
        case bankVersion = 2
        /// A tree.
        case treeVersion = 3
        /// A person entered.
        case registration = 4
        /// Two accounts became one.
        case link = 5
        /// An extra attempt.
        case grant = 6
        /// An attempt began.
        case attempt = 7
        /// A question was answered.
        case response = 8
        /// An attempt ended.
        case submission = 9
        /// A step of the prize draw.
        case draw = 10
        /// An organiser's act.
        case amendment = 11
    }

    /// The fact's kind.
    public var kind: Kind {
        switch body {
        case .contestVersion: .contestVersion
        case .bankVersion: .bankVersion
        case .treeVersion: .treeVersion
        case .registration: .registration
        case .link: .link
        case .grant: .grant
        case .attempt: .attempt
        case .response: .response
        case .submission: .submission
        case .draw: .draw
        case .amendment: .amendment
        }
    }

    /// Appends the canonical bytes of the fact at a place in the ledger.
    public func writeCanonicalBytes(at sequence: LedgerSequence, to writer: inout CanonicalWriter) {
        writer.write(kind.rawValue)
        writer.write(sequence)
        writer.write(at)
        switch body {
        case .contestVersion(let fact): fact.write(to: &writer)
        case .bankVersion(let fact): fact.write(to: &writer)
        case .treeVersion(let fact): fact.write(to: &writer)
        case .registration(let fact): fact.write(to: &writer)
        case .link(let fact): fact.write(to: &writer)
        case .grant(let fact): fact.write(to: &writer)
        case .attempt(let fact): fact.write(to: &writer)
        case .response(let fact): fact.write(to: &writer)
        case .submission(let fact): fact.write(to: &writer)
        case .draw(let fact): fact.write(to: &writer)
        case .amendment(let fact): fact.write(to: &writer)
        }
    }
}

extension ContestVersionFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(version)
        writer.write(content)
        writer.write(actor)
        writer.write(reason)
    }
}

extension BankVersionFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(version)
        writer.write(digest)
        writer.write(content)
    }
}

extension TreeVersionFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(version)
        writer.write(kind.rawValue)
        writer.write(content)
    }
}

extension RegistrationFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(participant.rawValue)
        writer.write(pseudonym.bits)
        writer.write(key.bytes)
        writer.write(region.rawValue)
        writer.write(unit.rawValue)
        writer.write(consentVersion)
        writer.write(UInt8(byGuardian ? 1 : 0))
    }
}

extension LinkFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(from.rawValue)
        writer.write(into.rawValue)
    }
}

extension GrantFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(participant.rawValue)
        writer.write(track)
        writer.write(day.number)
        writer.write(source.rawValue)
        writer.write(key.bytes)
    }
}

extension AttemptFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(participant.rawValue)
        writer.write(track)
        writer.write(day.number)
        writer.write(ordinal)
        writer.write(totalOrdinal)
        writer.write(deadline)
        writer.write(rulesVersion)
        writer.write(bankVersion)
        writer.write(algorithm)
        writer.write(seed)
        writer.write(paper.bytes)
    }
}

extension ResponseFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(attempt.sequence)
        writer.write(position)
        writer.write(revision)
        writer.write(chosen.bits)
        writer.write(shownAt)
    }
}

extension SubmissionFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(attempt.sequence)
        writer.write(endedAt)
        writer.write(elapsed.milliseconds)
        writer.write(ending.rawValue)
        writer.write(region.rawValue)
        writer.write(unit.rawValue)
        writer.write(score.drawn)
        writer.write(score.answered)
        writer.write(score.right)
        writer.write(score.points.hundredths)
        writer.write(score.lots)
        writer.write(UInt8(score.counts ? 1 : 0))
        writer.write(keyRevision)
    }
}

extension DrawFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(prize)
        writer.write(step)
        writer.write(content)
    }
}

extension AmendmentFact {
    func write(to writer: inout CanonicalWriter) {
        writer.write(kind.rawValue)
        writer.write(actor)
        writer.write(approver)
        writer.write(reasonCode)
        writer.write(reason)
        writer.write(details)
    }
}
