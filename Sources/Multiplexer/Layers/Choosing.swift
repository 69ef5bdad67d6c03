import Screen

/// A layer with a list of which one thing is chosen, by keys or by a second click on it.
package protocol ChoosingLayer: Layer {
    var chooser: Chooser { get set }
    /// How many things there are to choose from.
    func count(in state: AppState) -> Int
    /// Where its rows are.
    func list(in state: AppState) -> Rect
    func chosen(_ index: Int, in state: AppState) -> LayerOutcome
}

extension ChoosingLayer {
    package mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        switch chooser.handle(mouse, in: list(in: state), count: count(in: state)) {
        case .chosen(let index): chosen(index, in: state)
        case .moved, .left, .none: .stay([])
        }
    }
}
