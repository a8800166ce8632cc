public import ContestEngine

// What every `ContestStore` must do, as cases that any store's tests can run:
//
//     @Test(arguments: StoreConformance.cases)
//     func `the store keeps the port's promises`(_ rule: ConformanceCase) async throws {
//         try await rule.check(MyHarness())
//     }
//
// A case makes its own empty store, works through the port alone and throws a `ConformanceFailure`
// that says what it expected. Expected chains and orders are computed here, from what the outcomes
// said, and never read back from the store.

/// All cases.
public enum StoreConformance {
    /// Every case, the plainest first.
    public static let cases: [ConformanceCase] =
        outcomeCases + attemptConflictCases + writerCases + batchCases + pagingCases + cursorCases
        + recordCases
        + playedCases + peopleCases + rosterCases + noteCases + checkpointCases + lifecycleCases
}

/// One promise of the port.
public struct ConformanceCase: Sendable, CustomStringConvertible {
    /// The promise as a sentence.
    public let description: String
    /// Throws where the store that the harness makes breaks the promise.
    public let check: @Sendable (any StoreHarness) async throws -> Void

    init(
        _ description: String,
        _ check: @escaping @Sendable (any StoreHarness) async throws -> Void
    ) {
        self.description = description
        self.check = check
    }
}

/// Makes and opens the stores of one implementation.
public protocol StoreHarness: Sendable {
    /// A new empty store.
    func make() async throws -> any ContestStore
    /// Opens again what a store held that `make` made and that was closed since.
    func reopen(_ store: any ContestStore) async throws -> any ContestStore
    /// Opens what a store holds once more while it is open, as a second server would.
    ///
    /// - Throws: Where a second one is refused.
    func openBeside(_ store: any ContestStore) async throws -> any ContestStore
    /// A path for a backup that does not exist yet.
    func backupPath() throws -> String
    /// Opens a backup as a store of its own.
    func open(backup path: String) async throws -> any ContestStore
}

/// What a store did otherwise than the port promises.
public struct ConformanceFailure: Error, CustomStringConvertible {
    /// What was expected and what was found.
    public let description: String
}

/// Throws unless the condition holds.
func require(_ condition: Bool, _ explanation: @autoclosure () -> String) throws {
    if !condition { throw ConformanceFailure(description: explanation()) }
}

/// Throws unless both are equal.
func requireEqual<Value: Equatable>(
    _ found: Value,
    _ expected: Value,
    _ subject: @autoclosure () -> String
) throws {
    if found == expected { return }
    throw ConformanceFailure(
        description: "\(subject()): expected \(expected), found \(found)"
    )
}

/// The value, or a failure where there is none.
func requireValue<Value>(
    _ value: Value?,
    _ subject: @autoclosure () -> String
) throws -> Value {
    guard let value else {
        throw ConformanceFailure(description: "\(subject()): expected a value, found none")
    }
    return value
}
