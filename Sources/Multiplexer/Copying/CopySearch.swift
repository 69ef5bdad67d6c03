import Screen
import Terminal
import Text

/// A pattern being typed after `/` or `?`.
package struct CopyPrompt: Sendable {
    package var editor = LineEditor()
    package let isForward: Bool
    /// Where one was before, to come back to.
    package let origin: TerminalPosition
    package let top: Int
    /// What is wrong with the pattern.
    package var mistake: String?
}

/// A search under way, and the jump that waits for it.
package struct CopySearch: Sendable {
    package var search: TerminalSearch
    /// A jump to a match that may not have been found yet.
    package var jump: Jump?

    /// From where to jump, and in which direction.
    package struct Jump: Sendable {
        package var origin: TerminalPosition
        package var isForward: Bool
    }

    package init(_ pattern: SearchPattern) {
        search = TerminalSearch(pattern)
    }

    /// The match to jump to; `nil` when there is none, or as long as it is not known.
    package func target(_ jump: Jump) -> (place: TerminalPosition, isWrapped: Bool)? {
        let count = search.count
        if jump.isForward {
            guard search.isComplete || search.oldestSearched <= jump.origin.line else { return nil }
            let after = TerminalPosition(line: jump.origin.line, column: jump.origin.column + 1)
            let index = search.index(from: after)
            if index < count { return (search[index].start, false) }
            return search.isComplete && count > 0 ? (search[0].start, true) : nil
        }
        let index = search.index(from: jump.origin) - 1
        if index >= 0 { return (search[index].start, false) }
        return search.isComplete && count > 0 ? (search[count - 1].start, true) : nil
    }
}

/// Searching.
extension CopyMode {
    /// How long one portion of a search may take.
    package static let portion = Duration.milliseconds(2)

    /// Opens the line for a pattern.
    package mutating func openPrompt(isForward: Bool) {
        prompt = CopyPrompt(isForward: isForward, origin: cursor, top: top)
    }

    /// Whether more is to be searched.
    package var isSearching: Bool { search.map { !$0.search.isComplete } ?? false }

    /// Searches on, and jumps when the match is known.
    package mutating func searchOn(_ screen: borrowing TerminalScreen) {
        guard search != nil else { return }
        search?.search.advance(on: screen, for: Self.portion)
        guard let jump = search?.jump, let found = search else { return }
        if let target = found.target(jump) {
            go(to: target.place)
            if !(top..<top + rows).contains(cursor.line) { top = cursor.line - rows / 2 }
            if target.isWrapped {
                remark = jump.isForward ? "went on at the oldest line" : "went on at the newest line"
            }
            settle(on: screen)
        } else if found.search.isComplete, prompt == nil {
            remark = "not found"
        }
        if found.search.isComplete || found.target(jump) != nil, prompt == nil { search?.jump = nil }
    }

    /// Answers a key of the pattern's line.
    package mutating func type(_ input: Input, on screen: borrowing TerminalScreen) -> CopyOutcome {
        guard var prompt else { return .stay }
        switch input.key {
        case .escape, .control("c"), .control("g"): cancel(prompt)
        case .backspace where prompt.editor.isEmpty: cancel(prompt)
        case .enter: accept(prompt, on: screen)
        case .up:
            prompt.editor = LineEditor(memory.pattern ?? prompt.editor.text)
            change(prompt, on: screen)
        default: if prompt.editor.edit(input) { change(prompt, on: screen) }
        }
        return .stay
    }

    private mutating func cancel(_ prompt: CopyPrompt) {
        self.prompt = nil
        search = nil
        cursor = prompt.origin
        top = prompt.top
    }

    /// Searches for what is typed so far, from where one was.
    private mutating func change(_ prompt: CopyPrompt, on screen: borrowing TerminalScreen) {
        self.prompt = prompt
        cursor = prompt.origin
        top = prompt.top
        search = nil
        self.prompt?.mistake = nil
        guard !prompt.editor.isEmpty else { return }
        do throws(SearchPatternError) {
            search = CopySearch(try SearchPattern(prompt.editor.text))
            search?.jump = CopySearch.Jump(origin: prompt.origin, isForward: prompt.isForward)
            searchOn(screen)
        } catch {
            self.prompt?.mistake = error.description
        }
    }

    private mutating func accept(_ prompt: CopyPrompt, on screen: borrowing TerminalScreen) {
        guard prompt.mistake == nil else { return }
        self.prompt = nil
        memory.isForward = prompt.isForward
        if prompt.editor.isEmpty { return seekAgain(isReversed: false, times: nil, on: screen) }
        memory.pattern = prompt.editor.text
        searchOn(screen)
    }

    /// Goes to the next match of the last pattern (n), or in the other direction (N).
    package mutating func seekAgain(isReversed: Bool, times: Int?, on screen: borrowing TerminalScreen) {
        guard let pattern = memory.pattern else {
            remark = "nothing was searched for yet"
            return
        }
        seek(pattern, isForward: memory.isForward != isReversed, times: times, on: screen)
    }

    /// Searches for the word at the cursor (*, #).
    package mutating func seekWord(isForward: Bool, times: Int?, on screen: borrowing TerminalScreen) {
        guard let word = CopyWords.word(at: cursor, screen) else {
            remark = "no word here"
            return
        }
        let pattern = SearchPattern.literal(word, isWord: true)
        memory.pattern = pattern
        memory.isForward = isForward
        seek(pattern, isForward: isForward, times: times, on: screen)
    }

    private mutating func seek(
        _ pattern: String, isForward: Bool, times: Int?, on screen: borrowing TerminalScreen
    ) {
        if search?.search.pattern.text != pattern {
            do throws(SearchPatternError) {
                search = CopySearch(try SearchPattern(pattern))
            } catch {
                remark = error.description
                return
            }
        }
        for _ in 0..<min(times ?? 1, TerminalSearch.matchLimit) {
            search?.jump = CopySearch.Jump(origin: cursor, isForward: isForward)
            searchOn(screen)
            if search?.jump != nil { return }
        }
    }
}
