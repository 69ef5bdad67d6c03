/// A panel that keeps something from one event to the next.
protocol KeepingPanel: Panel {
    associatedtype Kept: Sendable
    /// What it begins with.
    static var initial: Kept { get }
}

/// What the panels keep, by panel.
struct PanelStates: Sendable {
    private var kept: [PanelID: any Sendable] = [:]

    subscript<P: KeepingPanel>(panel: P.Type) -> P.Kept {
        get { kept[P.id] as? P.Kept ?? P.initial }
        set { kept[P.id] = newValue }
    }
}

/// Something that only concerns one panel.
protocol PanelNews: Sendable {
    /// Takes it in; returns what is to be done about it.
    func enter(_ state: inout AppState) -> [Effect]
}
