public import ContestModel

extension Contest {
    /// Finds an account by its recovery code.
    ///
    /// The code's 64-bit MAC is what stops guessing.
    public func recover(
        code: String,
        secrets: ContestSecrets
    ) async throws(Refusal) -> RegistrationReceipt {
        guard let participant = secrets.participant(recoveryCode: code),
            let entry = machine.entry(participant)
        else { throw .wrongCredentials }
        return RegistrationReceipt(
            participant: participant,
            pseudonym: entry.pseudonym,
            sequence: machine.head
        )
    }

    /// Signs in a person of the roster by name and PIN; the first time it registers them.
    ///
    /// A name that is not on the roster, one whose phone is another, and a wrong PIN get the same
    /// answer after the same time and the same delays: nobody learns who is on a roster by asking.
    public nonisolated func signIn(
        name: String,
        phone: String?,
        pin: String,
        secrets: ContestSecrets,
        hasher: PINHasher,
        guarding logins: LoginGuard,
        consentVersion: Int32
    ) async throws -> RegistrationReceipt {
        let lookup = secrets.lookupKey("roster", name)
        let entries = try await store.roster(lookup: lookup)
        let isKnown = !entries.isEmpty
        try logins.begin(lookup, isKnown: isKnown, at: clock.now())
        var wasChecked = false
        for entry in entries {
            guard let person = vault.open(roster: entry.sealed), person.name == name,
                phone == nil || person.phone == phone
            else { continue }
            // Of namesakes the first one checked makes it a try, whatever becomes of the others.
            let isRight =
                try await wasChecked
                ? hasher.matches(pin, entry.pinHash)
                : logins.counting(lookup) { try await hasher.matches(pin, entry.pinHash) }
            wasChecked = true
            guard isRight else { continue }
            logins.succeed(lookup)
            return try await register(
                RegistrationRequest(
                    key: entry.key,
                    person: person,
                    lookup: entry.key,
                    region: entry.region,
                    unit: entry.unit,
                    consentVersion: consentVersion,
                    byGuardian: false
                )
            )
        }
        if !wasChecked {
            try await logins.counting(lookup, isKnown: isKnown) { try await hasher.feign(pin) }
        }
        throw Refusal.wrongCredentials
    }

    /// Puts people on the roster.
    ///
    /// - Parameter people: Who, where they belong, and their PIN.
    public nonisolated func putRoster(
        _ people: [(person: Person, pin: String, region: NodeID, unit: NodeID)],
        secrets: ContestSecrets,
        hasher: PINHasher,
        progress: (Int) -> Void = { _ in }
    ) async throws {
        var entries: [SealedRosterEntry] = []
        for (index, line) in people.enumerated() {
            entries.append(
                SealedRosterEntry(
                    key: secrets.lookupKey(
                        "roster-entry",
                        line.person.name,
                        line.person.phone ?? "",
                        "\(line.region.rawValue)/\(line.unit.rawValue)"
                    ),
                    lookup: secrets.lookupKey("roster", line.person.name),
                    sealed: try vault.seal(roster: line.person),
                    pinHash: try await hasher.hash(line.pin),
                    region: line.region,
                    unit: line.unit
                )
            )
            progress(index + 1)
        }
        try await store.putRoster(entries)
    }
}
