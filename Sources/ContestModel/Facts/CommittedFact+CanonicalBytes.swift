extension CommittedFact {
    /// Reads the canonical bytes of a fact; nil for what is not exactly one.
    ///
    /// The inverse of `Fact.writeCanonicalBytes`: what it reads writes the same bytes again.
    public init?(canonicalBytes bytes: ArraySlice<UInt8>) {
        var reader = CanonicalReader(bytes)
        guard let kind = reader.integer(UInt8.self).flatMap(Fact.Kind.init(rawValue:)),
            let sequence = reader.integer(LedgerSequence.self), let at = reader.instant(),
            let body = FactBody(kind, &reader), reader.isAtEnd
        else { return nil }
        self.init(sequence: sequence, fact: Fact(at: at, body: body))
    }
}

extension FactBody {
    fileprivate init?(_ kind: Fact.Kind, _ reader: inout CanonicalReader) {
        let body: FactBody? =
            switch kind {
            case .contestVersion: ContestVersionFact(&reader).map(FactBody.contestVersion)
            case .bankVersion: BankVersionFact(&reader).map(FactBody.bankVersion)
            case .treeVersion: TreeVersionFact(&reader).map(FactBody.treeVersion)
            case .registration: RegistrationFact(&reader).map(FactBody.registration)
            case .link: LinkFact(&reader).map(FactBody.link)
            case .grant: GrantFact(&reader).map(FactBody.grant)
            case .attempt: AttemptFact(&reader).map(FactBody.attempt)
            case .response: ResponseFact(&reader).map(FactBody.response)
            case .submission: SubmissionFact(&reader).map(FactBody.submission)
            case .draw: DrawFact(&reader).map(FactBody.draw)
            case .amendment: AmendmentFact(&reader).map(FactBody.amendment)
            }
        guard let body else { return nil }
        self = body
    }
}

extension ContestVersionFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let version = reader.integer(Int32.self), let content = reader.data(),
            let actor = reader.text(), let reason = reader.text()
        else { return nil }
        self.init(version: version, content: content, actor: actor, reason: reason)
    }
}

extension BankVersionFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let version = reader.integer(Int32.self), let digest = reader.text(),
            let content = reader.data()
        else { return nil }
        self.init(version: version, digest: digest, content: content)
    }
}

extension TreeVersionFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let version = reader.integer(Int32.self),
            let kind = reader.text().flatMap(GroupKind.init(rawValue:)),
            let content = reader.data()
        else { return nil }
        self.init(version: version, kind: kind, content: content)
    }
}

extension RegistrationFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let participant = reader.integer(UInt32.self),
            let pseudonym = reader.integer(UInt64.self),
            let key = reader.data().flatMap({ IdempotencyKey(bytes: $0) }),
            let region = reader.integer(Int32.self), let unit = reader.integer(Int32.self),
            let consentVersion = reader.integer(Int32.self), let byGuardian = reader.flag()
        else { return nil }
        self.init(
            participant: ParticipantIndex(rawValue: participant),
            pseudonym: Pseudonym(bits: pseudonym),
            key: key,
            region: NodeID(rawValue: region),
            unit: NodeID(rawValue: unit),
            consentVersion: consentVersion,
            byGuardian: byGuardian
        )
    }
}

extension LinkFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let from = reader.integer(UInt32.self), let into = reader.integer(UInt32.self) else {
            return nil
        }
        self.init(
            from: ParticipantIndex(rawValue: from),
            into: ParticipantIndex(rawValue: into)
        )
    }
}

extension GrantFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let participant = reader.integer(UInt32.self),
            let track = reader.integer(UInt8.self), let day = reader.integer(Int32.self),
            let source = reader.text().flatMap(GrantSource.init(rawValue:)),
            let key = reader.data().flatMap({ IdempotencyKey(bytes: $0) })
        else { return nil }
        self.init(
            participant: ParticipantIndex(rawValue: participant),
            track: track,
            day: ContestDay(number: day),
            source: source,
            key: key
        )
    }
}

extension AttemptFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let participant = reader.integer(UInt32.self),
            let track = reader.integer(UInt8.self), let day = reader.integer(Int32.self),
            let ordinal = reader.integer(UInt16.self),
            let totalOrdinal = reader.integer(Int32.self), let deadline = reader.instant(),
            let rulesVersion = reader.integer(Int32.self),
            let bankVersion = reader.integer(Int32.self),
            let algorithm = reader.integer(UInt8.self), let seed = reader.integer(UInt64.self),
            let paper = reader.data().flatMap({ Paper(bytes: $0) })
        else { return nil }
        self.init(
            participant: ParticipantIndex(rawValue: participant),
            track: track,
            day: ContestDay(number: day),
            ordinal: ordinal,
            totalOrdinal: totalOrdinal,
            deadline: deadline.millisecondsSinceEpoch == .min ? nil : deadline,
            rulesVersion: rulesVersion,
            bankVersion: bankVersion,
            algorithm: algorithm,
            seed: seed,
            paper: paper
        )
    }
}

extension ResponseFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let attempt = reader.integer(LedgerSequence.self),
            let position = reader.integer(UInt8.self), let revision = reader.integer(UInt16.self),
            let chosen = reader.integer(UInt8.self), let shownAt = reader.instant()
        else { return nil }
        self.init(
            attempt: AttemptID(sequence: attempt),
            position: position,
            revision: revision,
            chosen: OptionMask(bits: chosen),
            shownAt: shownAt
        )
    }
}

extension SubmissionFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let attempt = reader.integer(LedgerSequence.self), let endedAt = reader.instant(),
            let elapsed = reader.integer(Int64.self),
            let ending = reader.integer(UInt8.self).flatMap(AttemptEnding.init(rawValue:)),
            let region = reader.integer(Int32.self), let unit = reader.integer(Int32.self),
            let drawn = reader.integer(UInt8.self), let answered = reader.integer(UInt8.self),
            let right = reader.integer(UInt8.self), let points = reader.integer(Int32.self),
            let lots = reader.integer(UInt16.self), let counts = reader.flag(),
            let keyRevision = reader.integer(Int32.self)
        else { return nil }
        self.init(
            attempt: AttemptID(sequence: attempt),
            endedAt: endedAt,
            elapsed: .milliseconds(elapsed),
            ending: ending,
            region: NodeID(rawValue: region),
            unit: NodeID(rawValue: unit),
            score: Score(
                drawn: drawn,
                answered: answered,
                right: right,
                points: Points(hundredths: points),
                lots: lots,
                counts: counts
            ),
            keyRevision: keyRevision
        )
    }
}

extension DrawFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let prize = reader.text(), let step = reader.integer(UInt8.self),
            let content = reader.data()
        else { return nil }
        self.init(prize: prize, step: step, content: content)
    }
}

extension AmendmentFact {
    fileprivate init?(_ reader: inout CanonicalReader) {
        guard let kind = reader.text().flatMap(AmendmentKind.init(rawValue:)),
            let actor = reader.text(), let approver = reader.text(),
            let reasonCode = reader.text(), let reason = reader.text(),
            let details = reader.data()
        else { return nil }
        self.init(
            kind: kind,
            actor: actor,
            approver: approver,
            reasonCode: reasonCode,
            reason: reason,
            details: details
        )
    }
}
