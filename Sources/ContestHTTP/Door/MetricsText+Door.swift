extension MetricsText {
    /// What the front door has done.
    mutating func door(_ figures: FrontDoor.Figures) {
        metric(
            "safetyquiz_connections",
            "gauge",
            "Connections that are open.",
            [([], Double(figures.openCount))]
        )
        metric(
            "safetyquiz_door_refusals_total",
            "counter",
            "Requests and connections refused before any work was done, by problem.",
            DoorRefusal.allCases.map {
                ([("problem", $0.problem.name)], Double(figures.refused[$0.rawValue]))
            }
        )
        metric(
            "safetyquiz_connections_closed_total",
            "counter",
            "Connections closed on their clients, by the deadline that was missed.",
            ConnectionWatch.Closure.allCases.map {
                ([("deadline", $0.rawValue)], Double(figures.closed[$0] ?? 0))
            }
        )
        metric(
            "safetyquiz_requests_in_house",
            "gauge",
            "Requests let in and not answered yet, by priority.",
            zip(RequestPriority.allCases, figures.present).map {
                ([("priority", "\($0)")], Double($1))
            }
        )
        metric(
            "safetyquiz_request_places",
            "gauge",
            "How many requests may be in the house together; it follows how quickly they are answered.",
            [([], Double(figures.placeCount))]
        )
    }
}
