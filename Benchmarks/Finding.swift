/// One measured figure beside its bound.
struct Finding: Sendable {
    let what: String
    /// Empty for a figure that is only reported.
    let bound: String
    let value: String
    /// Whether the bound is kept; `nil` without one.
    let isKept: Bool?
    /// The peers' figures, measured in the same run.
    let beside: String

    /// A row of the table.
    var row: String {
        let mark = isKept.map { $0 ? "kept" : "**missed**" } ?? ""
        return "| \(what) | \(bound) | \(value) | \(mark) | \(beside) |"
    }
}
