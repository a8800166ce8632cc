import StoreConformance
import Testing

struct SQLiteStoreConformanceTests {
    @Test(arguments: StoreConformance.cases)
    func `the SQLite store keeps every promise of the port`(_ rule: ConformanceCase) async throws {
        try await rule.check(try SQLiteHarness())
    }
}
