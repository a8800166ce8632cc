import Synchronization
@testable import ContestEngine
import ContestModel
enum Figures {
  static let all = Mutex<[String: Int]>([:])
  static func add(_ s: Simulation) {
    all.withLock { a in
      a["seeds", default: 0] += 1
      for f in s.store.ledger.facts { a["\(f.fact.kind)", default: 0] += 1
        if case .submission(let b) = f.fact.body, b.score.counts { a["counted", default: 0] += 1 }
        if case .submission(let b) = f.fact.body { a["ending \(b.ending)", default: 0] += 1 }
        if case .amendment(let b) = f.fact.body { a["act \(b.kind)", default: 0] += 1 }
       }
      if a["seeds"]! % 300 == 0 { print(a.sorted { $0.key < $1.key }.map { "\($0.key)=\(Double($0.value) / Double(a["seeds"]!))" }.joined(separator: " ")) }
    }
  }
}
