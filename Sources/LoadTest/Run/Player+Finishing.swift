extension Player {
    /// Submits what an entrant has begun and got no receipt for; where the last start brought no
    /// answer, plays the attempt that it may have begun.
    ///
    /// The same identifiers go out again, so that nothing is made twice. What fails again is
    /// counted as before.
    func finish(_ entrant: inout Entrant) async {
        var asked: Set<String> = []
        for index in entrant.attempts.indices {
            let played = entrant.attempts[index]
            // An attempt that was taken up again is here twice and has one receipt.
            guard played.receipt == nil, !played.wasLeft, let token = played.token,
                asked.insert(token).inserted
            else { continue }
            entrant.attempts[index].receipt = await submit(played, of: &entrant)
        }
        if let last = entrant.attempts.last, last.token == nil, !last.wasLeft {
            _ = await play(&entrant, leaving: false, due: nil)
        }
    }
}
