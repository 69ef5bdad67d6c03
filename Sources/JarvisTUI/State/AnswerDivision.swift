extension String {
    /// Bytes of an answer after which it goes on in an entry of its own, as no entry shows more than twice of that.
    private static let entryLength = AnswerLayout.longestText / 2

    /// Where the paragraph begins that may still change, in a text that is long; `nil` where it is short or cannot be
    /// divided: in the middle of a code block or a list.
    var unsettled: String.Index? {
        guard utf8.count > Self.entryLength else { return nil }
        var found: String.Index?
        var fence: CodeFence?
        var isGap = false
        for line in split(separator: "\n", omittingEmptySubsequences: false) {
            if isGap, fence == nil, let first = line.first, !first.isWhitespace { found = line.startIndex }
            if let open = fence {
                if open.ends(at: line) { fence = nil }
            } else {
                fence = CodeFence(line)
            }
            isGap = line.isEmpty
        }
        return found.flatMap { $0 > startIndex ? index(before: $0) : nil }
    }
}
