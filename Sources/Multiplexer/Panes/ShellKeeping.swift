import House
import Terminal

/// What outlives the house of its shells: each by its pane, and a note of how they stand.
package final class ShellKeeping {
    private let link: KeeperLink
    private var note = KeptNote()
    package private(set) var keepsake: HouseKeepsake
    /// What the last house wrote down; nil when there was none.
    package let legacy: HouseKeepsake?
    private var kept: [PaneID: [Int32]] = [:]

    private static let noteName = "house"
    private static let panePrefix = "pane "

    /// Calls the keeper, and takes back what a house left with it that has died or made way.
    package init(_ start: HouseStart, version: String, guardians: Guardians? = nil) {
        link = KeeperLink(start, guardians: guardians)
        keepsake = HouseKeepsake(start, version: version)
        var legacy: HouseKeepsake?
        for thing in link.takeBack() {
            let descriptors = thing.taken()
            if thing.name == Self.noteName, descriptors.count == 1 {
                legacy = KeptNote(adopting: descriptors[0]).flatMap { HouseKeepsake($0.text) }
            } else if thing.name.hasPrefix(Self.panePrefix),
                let number = Int(thing.name.dropFirst(Self.panePrefix.count), radix: 10), number > 0
            {
                kept[PaneID(number)] = descriptors
            }
        }
        self.legacy = legacy
        holdNote()
    }

    /// The panes whose programs were taken back, each to be asked for once.
    package var panes: Set<PaneID> { Set(kept.keys) }

    /// What is left of a pane's program; nil, and it is let go of, when it cannot be gone on with.
    package func takeProgram(of pane: PaneID) -> [Int32]? { kept.removeValue(forKey: pane) }

    /// Becomes readable when the keeper has gone.
    package var descriptor: Int32? { link.descriptor }

    /// Starts another keeper when there is none, and gives it everything.
    package func mend(_ sessions: [PaneID: PaneSession]) {
        guard link.mend() else { return }
        holdNote()
        for (pane, session) in sessions { hold(pane, session) }
    }

    package func hold(_ pane: PaneID, _ session: PaneSession) {
        session.session.withKept { link.hold(Self.panePrefix + "\(pane.number)", $0) }
    }

    package func drop(_ pane: PaneID) {
        link.drop(Self.panePrefix + "\(pane.number)")
    }

    /// Writes down how things stand, when that is new.
    package func write(_ keepsake: HouseKeepsake) {
        guard keepsake != self.keepsake else { return }
        self.keepsake = keepsake
        if let bytes = keepsake.bytes { note?.text = bytes }
    }

    /// Has the keeper end.
    package func farewell() {
        link.farewell()
    }

    private func holdNote() {
        guard let note, let bytes = keepsake.bytes else { return }
        note.text = bytes
        link.hold(Self.noteName, [note.descriptor])
    }
}
