import ContestEngine
import ContestModel

extension FuzzTarget {
    /// Tokens, cursors, codes and signed statements: nothing is taken that was not made here, for
    /// this contest and this purpose.
    static let seals: [FuzzTarget] = [
        FuzzTarget("token", seeds: (sessions + attempts + foreign).map { Array($0.utf8) }) {
            bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if SessionToken(bytes, secrets: secrets, now: now) != nil {
                expect(sessions.contains(text), "a forged session: \(text)")
            }
            if AttemptID(bytes, secrets: secrets) != nil {
                expect(attempts.contains(text), "a forged attempt: \(text)")
            }
        },
        FuzzTarget("cursor", seeds: (cursors + sessions).map { Array($0.utf8) }) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let cursor = PageCursor(bytes, secrets: secrets, scope: "overall")
            if let cursor {
                expect(cursors.first == text, "a forged cursor: \(text)")
                expect(cursor.position >= 0 && cursor.sequence >= 0, "a cursor to nowhere")
            }
        },
        FuzzTarget("recovery-code", seeds: codes.map { Array($0.utf8) }) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let participant = secrets.participant(recoveryCode: text) else { return }
            expect(participant.rawValue < 2, "a forged code: \(text)")
        },
        FuzzTarget("statement", seeds: statements.map { Array($0.utf8) }) { bytes in
            guard let read = SignedStatement(String(decoding: bytes, as: UTF8.self)) else { return }
            expect(SignedStatement(read.line) == read, "reads back as another")
            expect(SignedStatement(read.compact) == read, "reads back as another")
            if read.isGenuine(under: signer.key) {
                expect(statements.contains(read.line), "a forged statement: \(read.text)")
            }
        },
        FuzzTarget(
            "period",
            seeds: ["day:2027-06-05", "week:2027-W23", "2027-06-01..2027-06-07"].map {
                Array($0.utf8)
            }
        ) { bytes in
            guard let past = PastPeriod(String(decoding: bytes, as: UTF8.self)) else { return }
            expect(PastPeriod(past.name) == past, "reads back as another")
        },
    ]

    static let secrets = ContestSecrets(
        master: [UInt8](repeating: 7, count: 32),
        contest: "fuzz"
    )
    static let now = LedgerInstant(millisecondsSinceEpoch: 1_800_000_000_000)

    static let sessions = (0..<2).map {
        SessionToken(ParticipantIndex(rawValue: $0), from: now).text(secrets)
    }
    private static let attempts = [4, 5].map { AttemptID(sequence: $0).text(secrets) }
    private static let cursors = ["overall", "day"].map {
        PageCursor(sequence: 12, position: 50).text(secrets, scope: $0)
    }
    private static let codes = (0..<2).map {
        secrets.recoveryCode(ParticipantIndex(rawValue: $0))
    }
    /// What another contest of the same server made.
    private static let foreign: [String] = {
        let other = ContestSecrets(master: [UInt8](repeating: 7, count: 32), contest: "other")
        return [
            SessionToken(ParticipantIndex(rawValue: 0), from: now).text(other),
            AttemptID(sequence: 4).text(other),
        ]
    }()
    private static let signer = StatementSigner(master: [UInt8](repeating: 7, count: 32))
    /// A signed head in both spellings.
    private static let statements: [String] = {
        let head = LedgerHead(sequence: 12, chain: LedgerChain.genesis, at: now)
        let content = ChainHeadStatement(contest: "fuzz", head: head, at: now)
        guard let signed = try? signer.sign(.head(content)) else { return [] }
        return [signed.line, signed.compact]
    }()
}
