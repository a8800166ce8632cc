/// A hot answer that is read by the scanner.
protocol Scannable {
    init(scanning scanner: inout JSONScanner) throws
}

extension Scannable {
    /// Reads the answer's body; members that the load test does not use are passed over.
    init(body: [UInt8]) throws {
        var scanner = JSONScanner(body)
        try self.init(scanning: &scanner)
    }
}

extension Wire.Registration: Scannable {
    init(scanning scanner: inout JSONScanner) throws {
        var registration = Self()
        try scanner.object { scanner, name in
            switch name {
            case "participant": registration.participant = try scanner.string()
            case "session": registration.session = try scanner.string()
            default: try scanner.skip()
            }
        }
        self = registration
    }
}

extension Wire.Option: Scannable {
    init(scanning scanner: inout JSONScanner) throws {
        var option = Self()
        try scanner.object { scanner, name in
            switch name {
            case "token": option.token = try scanner.string()
            case "text": option.text = try scanner.string()
            default: try scanner.skip()
            }
        }
        self = option
    }
}

extension Wire.Question: Scannable {
    init(scanning scanner: inout JSONScanner) throws {
        var question = Self()
        try scanner.object { scanner, name in
            switch name {
            case "position": question.position = try scanner.integer()
            case "type": question.type = try scanner.string()
            case "stem": question.stem = try scanner.string()
            case "options":
                question.options = try scanner.array { try Wire.Option(scanning: &$0) }
            case "chosen": question.chosen = try scanner.array { try $0.string() }
            case "revision": question.revision = try scanner.integer()
            default: try scanner.skip()
            }
        }
        self = question
    }
}

extension Wire.Attempt: Scannable {
    init(scanning scanner: inout JSONScanner) throws {
        var attempt = Self()
        try scanner.object { scanner, name in
            switch name {
            case "attempt": attempt.attempt = try scanner.string()
            case "state": attempt.state = try scanner.string()
            case "deadline_ms":
                attempt.deadlineMilliseconds = try scanner.optional { try $0.integer() }
            case "now_ms": attempt.nowMilliseconds = try scanner.optional { try $0.integer() }
            case "questions":
                attempt.questions = try scanner.array { try Wire.Question(scanning: &$0) }
            case "receipt":
                attempt.receipt = try scanner.optional {
                    try Wire.SubmissionReceipt(scanning: &$0)
                }
            default: try scanner.skip()
            }
        }
        self = attempt
    }
}

extension Wire.Verdict: Scannable {
    init(scanning scanner: inout JSONScanner) throws {
        var verdict = Self()
        try scanner.object { scanner, name in
            switch name {
            case "right": verdict.isRight = try scanner.boolean()
            case "key": verdict.key = try scanner.array { try $0.string() }
            default: try scanner.skip()
            }
        }
        self = verdict
    }
}

extension Wire.ResponseReceipt: Scannable {
    init(scanning scanner: inout JSONScanner) throws {
        var receipt = Self()
        try scanner.object { scanner, name in
            switch name {
            case "attempt": receipt.attempt = try scanner.string()
            case "position": receipt.position = try scanner.integer()
            case "revision": receipt.revision = try scanner.integer()
            case "sequence": receipt.sequence = try scanner.integer()
            case "received_at_ms": receipt.receivedMilliseconds = try scanner.integer()
            case "verdict":
                receipt.verdict = try scanner.optional { try Wire.Verdict(scanning: &$0) }
            case "next": receipt.next = try scanner.optional { try Wire.Question(scanning: &$0) }
            default: try scanner.skip()
            }
        }
        self = receipt
    }
}

extension Wire.SubmissionReceipt: Scannable {
    init(scanning scanner: inout JSONScanner) throws {
        var receipt = Self()
        try scanner.object { scanner, name in
            switch name {
            case "attempt": receipt.attempt = try scanner.string()
            case "sequence": receipt.sequence = try scanner.integer()
            case "ended_at_ms": receipt.endedMilliseconds = try scanner.integer()
            case "elapsed_ms": receipt.elapsedMilliseconds = try scanner.integer()
            case "ending": receipt.ending = try scanner.string()
            case "answered": receipt.answered = try scanner.integer()
            case "counts": receipt.counts = try scanner.boolean()
            case "points": receipt.points = try scanner.optional { try $0.hundredths() }
            case "right": receipt.right = try scanner.optional { try $0.integer() }
            case "receipt": receipt.receipt = try scanner.string()
            default: try scanner.skip()
            }
        }
        self = receipt
    }
}
