/// The first encounters of up to 4,096 people, in the order of person and question.
///
/// What comes is gathered unsorted and merged in when it has grown to a quarter of what is there,
/// so that an encounter is moved a few times in all and memory stays near eight bytes each.
struct EncounterShard {
    private(set) var settled: [FirstEncounter] = []
    private var gathered: [FirstEncounter] = []

    /// The least number that is gathered before a merge.
    private static let leastGathered = 1_024

    var byteCount: Int {
        (settled.capacity + gathered.capacity) * MemoryLayout<FirstEncounter>.stride
    }

    /// Takes an encounter in; only the first of a person with a question stays.
    ///
    /// - Complexity: O(log) amortised.
    mutating func add(_ encounter: FirstEncounter) {
        gathered.append(encounter)
        if gathered.count >= max(Self.leastGathered, settled.count / 4) { settle() }
    }

    /// Merges what was gathered into what is settled, which came first.
    mutating func settle() {
        guard !gathered.isEmpty else { return }
        // The key, and below it the place of arrival: sorting needs no stability.
        var order = gathered.indices.map { index in
            UInt64(gathered[index].key) << 32 | UInt64(truncatingIfNeeded: index)
        }
        order.sort()
        var fresh: [FirstEncounter] = []
        fresh.reserveCapacity(order.count)
        var place = 0
        var last: UInt32?
        for entry in order {
            let key = UInt32(truncatingIfNeeded: entry >> 32)
            if key == last { continue }
            last = key
            while place < settled.count, settled[place].key < key { place += 1 }
            if place < settled.count, settled[place].key == key { continue }
            fresh.append(gathered[Int(entry & 0xFFFF_FFFF)])
        }
        gathered.removeAll(keepingCapacity: true)
        merge(fresh)
    }

    /// Merges encounters with keys of their own, both lists being in order.
    private mutating func merge(_ fresh: [FirstEncounter]) {
        guard !fresh.isEmpty else { return }
        var merged: [FirstEncounter] = []
        merged.reserveCapacity(settled.count + fresh.count)
        var next = 0
        for encounter in settled {
            while next < fresh.count, fresh[next].key < encounter.key {
                merged.append(fresh[next])
                next += 1
            }
            merged.append(encounter)
        }
        merged.append(contentsOf: fresh[next...])
        settled = merged
    }

    /// Whether nothing is left to merge.
    var isSettled: Bool { gathered.isEmpty }

    /// Merges what is left and gives back the room for more.
    mutating func finish() {
        settle()
        gathered = []
    }

    /// Visits each person's encounters together, in the order of persons.
    func forEachPerson(_ body: (ArraySlice<FirstEncounter>) -> Void) {
        var start = 0
        while start < settled.count {
            let person = settled[start].person
            var end = start + 1
            while end < settled.count, settled[end].person == person { end += 1 }
            body(settled[start..<end])
            start = end
        }
    }
}
