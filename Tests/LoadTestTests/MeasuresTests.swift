import Foundation
import Testing

@testable import LoadTest

@Suite struct MeasuresTests {
    /// Of the numbers 1 to 1000, 500 are at most 500, 950 at most 950, 990 at most 990.
    @Test func `percentiles of a thousand even latencies`() {
        let recorder = LatencyRecorder()
        for microseconds in (1...1_000).shuffled() {
            recorder.record(.microseconds(microseconds), of: .submit)
        }
        let figures = recorder.figures(of: .submit)
        #expect(figures.count == 1_000)
        #expect(figures.p50 == .microseconds(500))
        #expect(figures.p95 == .microseconds(950))
        #expect(figures.p99 == .microseconds(990))
        #expect(figures.max == .microseconds(1_000))
    }

    /// 98 fast ones and two slow ones: the 99th of a hundred is slow, the 95th is not.
    @Test func `two slow requests of a hundred show at p99`() {
        let recorder = LatencyRecorder()
        for _ in 0..<98 { recorder.record(.milliseconds(2), of: .respond) }
        for _ in 0..<2 { recorder.record(.milliseconds(900), of: .respond) }
        let figures = recorder.figures(of: .respond)
        #expect(figures.p95 == .microseconds(2_000))
        // Three significant digits: within a thousandth.
        #expect(abs(figures.p99.milliseconds - 900) < 0.9)
        #expect(abs(figures.max.milliseconds - 900) < 0.9)
    }

    @Test func `registrations are not part of the attempts' latency`() {
        let recorder = LatencyRecorder()
        recorder.record(.seconds(1), of: .register)
        recorder.record(.seconds(7_200), of: .read)
        recorder.record(.milliseconds(1), of: .start)
        #expect(recorder.attemptFigures.count == 1)
        #expect(recorder.attemptFigures.max == .milliseconds(1))
        #expect(recorder.figures(of: .register).count == 1)
        #expect(recorder.figures(of: .submit) == LatencyFigures())
    }

    @Test func `errors are counted by kind and reason, and reasons are bounded`() {
        let failures = FailureCounts()
        failures.note(.submit, "500 internal")
        failures.note(.submit, "500 internal")
        failures.noteRetry()
        #expect(failures.errors == ["submit: 500 internal": 2])
        #expect(failures.retries == 1)
        for number in 0..<1_000 { failures.note(.read, "\(number)") }
        #expect(failures.errors.count <= 201)
        #expect(failures.errors.values.reduce(0, +) == 1_002)
    }

    @Test func `figures survive JSON to the microsecond`() throws {
        let figures = LatencyFigures(
            count: 3,
            p50: .microseconds(1_234),
            p95: .microseconds(20_495),
            p99: .microseconds(1),
            max: .seconds(3)
        )
        let data = try JSONEncoder().encode(figures)
        #expect(try JSONDecoder().decode(LatencyFigures.self, from: data) == figures)
        #expect(String(decoding: data, as: UTF8.self).contains("\"p50\":1.234"))
    }
}
