/// Parts of a text that end anywhere, as whole lines.
struct LineReader {
    private var held = ""

    /// The lines that a part completes, without their ends.
    mutating func lines(with part: String) -> [String] {
        held += part
        var lines = held.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        held = lines.removeLast()
        return lines
    }
}
