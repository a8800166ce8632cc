import ArgumentParser
@main struct SafetyQuiz: AsyncParsableCommand { mutating func run() async throws {} }
