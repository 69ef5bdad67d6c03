import Multiplexer

/// A message that is written in an editor, in a file of the folder of state.
struct Draft: Sendable, Equatable {
    let path: String
    /// Whose butler it is for.
    let cluster: String
}

extension AppState {
    /// Opens the editor on a draft, in a tab of its own.
    mutating func edit(_ draft: Draft) -> [Effect] {
        let effects = openTab(editing: FilePlace(path: draft.path))
        guard !effects.isEmpty else { return [.kit(.readDraft(draft, isTaken: false))] }
        house.drafts[shell.focus] = draft
        focus(.shell)
        return effects
    }

    /// Takes back what was written in a pane that has ended, where it is a draft's.
    mutating func endDraft(in pane: PaneID, isClean: Bool) -> [Effect] {
        guard let draft = house.drafts.removeValue(forKey: pane) else { return [] }
        if isClean {
            if let index = clusters.firstIndex(where: { $0.name == draft.cluster }) {
                house.show(cluster: index)
            }
            focus(.chat)
        } else {
            announce("The editor did not end well, so the line is left as it was.", .notice)
        }
        return [.kit(.readDraft(draft, isTaken: isClean))]
    }
}
