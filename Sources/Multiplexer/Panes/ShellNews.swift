import Screen
import Terminal
import Text

extension AppState {
    /// Takes what a program in the shell has to tell its user, or wants to be allowed.
    package mutating func receive(_ event: TerminalEvent, of pane: PaneID) -> [Effect] {
        switch event {
        case .clipboard(let request): return receive(request, of: pane)
        case .notification(let notification):
            guard tell(notification.title, notification.text, of: pane), pane == shell.focus else {
                return []
            }
            return [.screen(.notify(notification.title, notification.text))]
        case .bell:
            if focus == .shell, pane == shell.focus { return [.screen(.ring)] }
            if focus != .shell || !shell.shownPanes.contains(pane) { tell("", "rang the bell", of: pane) }
        case .progress(let progress): shell.setProgress(progress, of: pane)
        // The column shows the title; a folder and a command's end are asked for when they are needed.
        case .title, .directory, .commandEnded: break
        }
        return []
    }

    /// Hands text to the clipboard, after a word of the operator's the first time a program wants that.
    private mutating func receive(_ request: ClipboardRequest, of pane: PaneID) -> [Effect] {
        guard let known = shell.panes[pane] else { return [] }
        if let mayCopy = known.mayCopy ?? (request.needsConsent ? nil : true) {
            return mayCopy ? [.screen(.copyToClipboard(request.text))] : []
        }
        let isAsked = (layers + waiting).contains { ($0 as? ClipboardLayer)?.pane == pane }
        if !isAsked { put(ClipboardLayer(request, pane: pane, program: known.looks.program)) }
        return []
    }

    /// Remembers the answer for the program's life, and does what it asked for.
    package mutating func allow(_ mayCopy: Bool, _ request: ClipboardRequest, of pane: PaneID) -> [Effect] {
        shell.setMayCopy(mayCopy, in: pane)
        return mayCopy ? [.screen(.copyToClipboard(request.text))] : []
    }

    /// Puts a program's words into the feed, a few a minute; alone on the screen, where there is no feed, below the column.
    ///
    /// - Returns: Whether they were told.
    @discardableResult
    private mutating func tell(_ title: String, _ text: String, of pane: PaneID) -> Bool {
        guard let tab = shell.tab(of: pane), let verdict = shell.takeNotice(of: pane, at: now.instant) else {
            return false
        }
        let name = Untrusted(shell.name(of: shell.tabs[tab])).line
        let words = [title, text].filter { !$0.isEmpty }.map { Untrusted($0).line }.joined(separator: ": ")
        let isLast = verdict == .last
        let more = isLast ? "more of its notices are left out for a minute" : ""
        shell.noticeCount += 1
        catalog.application.tell(ShellNotice(words: "\(name): \(words)", detail: more), in: &self)
        return true
    }
}

/// How many notices of one program are told, so that none floods the feed.
package struct NoticeAllowance: Equatable, Sendable {
    package enum Verdict {
        case tell
        /// Tell it, and that more are left out.
        case last
    }

    /// So many within that time.
    package static let limit = 5
    package static let span = Duration.seconds(60)

    private var began: ContinuousClock.Instant?
    private var count = 0

    /// Whether a notice is told; `nil` when there were too many.
    package mutating func next(at now: ContinuousClock.Instant) -> Verdict? {
        if began.map({ now - $0 >= Self.span }) ?? true {
            began = now
            count = 0
        }
        count += 1
        if count > Self.limit { return nil }
        return count == Self.limit ? .last : .tell
    }
}
