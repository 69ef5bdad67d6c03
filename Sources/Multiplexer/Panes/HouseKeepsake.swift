import FoundationEssentials
import House

/// What a house has kept beside its shells, for the house after it.
package struct HouseKeepsake: Codable, Equatable, Sendable {
    /// How the panes stand.
    package var column = ShellKeepsake()
    /// What runs in a pane instead of a shell, by its number.
    package var programs: [Int: String] = [:]
    /// Where the house writes its crash report, and where its log is; empty when there is no such place.
    package var crashFile = ""
    package var logFile = ""
    /// The version of its program.
    package var version = ""
    /// It ends of its own will and leaves its shells to the next one.
    package var makesWay = false

    package init(_ start: HouseStart, version: String) {
        crashFile = start.crashFile ?? ""
        logFile = start.logFile ?? ""
        self.version = version
    }

    /// Reads one; nil for what another version wrote otherwise.
    package init?(_ bytes: [UInt8]) {
        do {
            self = try JSONDecoder().decode(HouseKeepsake.self, from: Data(bytes))
        } catch {
            return nil
        }
    }

    /// Nil for what no JSON holds.
    package var bytes: [UInt8]? {
        do {
            return Array(try JSONEncoder().encode(self))
        } catch {
            return nil
        }
    }
}

/// How tabs and panes stand.
package struct ShellKeepsake: Codable, Equatable, Sendable {
    package var tabs: [ShellTab] = []
    /// The index of the tab that is shown.
    package var current = 0
    /// The highest number given to a pane.
    package var lastPane = 0
    /// Where the keys go: what is typed while a house dies must not go elsewhere in the next one.
    package var focus = PanelID("cluster")
    package var isZoomed = false
    package var isFullScreen = false
}

extension ShellColumn {
    /// The column of a dead house with the panes whose programs go on; those nobody knows a place of get a tab each.
    ///
    /// Nil when there are none.
    package init?(_ keepsake: ShellKeepsake, living: Set<PaneID>) {
        guard !living.isEmpty else { return nil }
        var tabs: [ShellTab] = []
        var current = 0
        var placed: Set<PaneID> = []
        for (index, var tab) in keepsake.tabs.enumerated() {
            let panes = tab.panes
            for pane in panes where !living.contains(pane) || placed.contains(pane) { _ = tab.remove(pane) }
            // The last one cannot be taken out of its tab.
            guard tab.panes.allSatisfy({ living.contains($0) && !placed.contains($0) }),
                Set(tab.panes).count == tab.panes.count
            else { continue }
            placed.formUnion(tab.panes)
            tabs.append(tab)
            if index <= keepsake.current { current = tabs.count - 1 }
        }
        tabs += living.subtracting(placed).sorted().map { ShellTab($0) }
        self.init(tabs: tabs, current: current, lastPane: keepsake.lastPane)
    }
}
