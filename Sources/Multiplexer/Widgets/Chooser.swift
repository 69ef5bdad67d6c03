import Screen
import Text

/// A list of which one thing is chosen: the keys that move in it, and its rows with the selected one in sight.
package struct Chooser {
    /// What its keys are beside the arrows.
    package enum Keys {
        /// Letters move.
        case letters
        /// Letters move, and a digit chooses the row that it names.
        case lettersAndNumbers
        /// Letters are text that narrows the list.
        case arrows
    }

    /// What became of a key.
    package enum Outcome {
        case moved
        case chosen(Int)
        /// The list is to be closed.
        case left
        /// It means nothing here.
        case none
    }

    package private(set) var selected: Int
    /// The row of the window in which the selected one was clicked, and stands since; the last one before that.
    private var place: Int?
    private let keys: Keys
    /// The keys that close it; Enter chooses as long as there is anything.
    private let leaving: Set<Key>

    package init(_ keys: Keys, leaving: Set<Key>, selected: Int = 0) {
        self.keys = keys
        self.leaving = leaving
        self.selected = selected
    }

    /// Takes a key while there are `count` things to choose from; the keys of the command that opened the list close it
    /// as well.
    package mutating func handle(_ key: Key?, count: Int, opening: [Key] = []) -> Outcome {
        guard let key else { return .none }
        let last = max(0, count - 1)
        switch (key, keys) {
        case (.up, _), (.control("p"), .arrows), ("k", .letters), ("k", .lettersAndNumbers):
            selected = max(0, min(selected, last) - 1)
        case (.down, _), (.tab, _), (.control("n"), .arrows), ("j", .letters), ("j", .lettersAndNumbers):
            selected = min(selected + 1, last)
        case (.home, .letters), (.home, .lettersAndNumbers), ("g", .letters), ("g", .lettersAndNumbers):
            selected = 0
        case (.end, .letters), (.end, .lettersAndNumbers), ("G", .letters), ("G", .lettersAndNumbers):
            selected = last
        case (.enter, _) where count > 0: return .chosen(min(selected, last))
        case _ where leaving.contains(key) || opening.contains(key): return .left
        case (_, .lettersAndNumbers):
            guard let number = key.digit, (0..<count).contains(number) else { return .none }
            return .chosen(number)
        default: return .none
        }
        return .moved
    }

    /// Takes the mouse above the rows, which are there: a click selects one, and chooses the selected one.
    package mutating func handle(_ mouse: Mouse, in list: Rect, count: Int) -> Outcome {
        let last = max(0, count - 1)
        if let lines = mouse.linesBack {
            selected = max(0, min(min(selected, last) - lines, last))
            return .moved
        }
        let index = first(in: list, count: count) + mouse.position.y - list.y
        guard mouse.action == .press(.left), list.contains(mouse.position), index < count else {
            return .none
        }
        if index == min(selected, last) { return .chosen(index) }
        selected = index
        place = mouse.position.y - list.y
        return .moved
    }

    /// The first row in sight.
    private func first(in list: Rect, count: Int) -> Int {
        let chosen = min(selected, max(0, count - 1))
        let bottom = list.height - 1
        return max(0, min(chosen - min(place ?? bottom, bottom), max(chosen - bottom, count - list.height)))
    }

    /// Selects the first, of a list that is another now.
    package mutating func begin() {
        selected = 0
        place = nil
    }

    /// Draws as many rows as have room, each by its index; the selected one lies on the selection's colour, which is
    /// `ground` there.
    package func draw(
        into frame: inout Frame, _ list: Rect, count: Int, _ scene: Scene,
        row: (inout Frame, Int, Rect, _ ground: Color) -> Void
    ) {
        let ink = scene.ink
        let chosen = min(selected, max(0, count - 1))
        let first = first(in: list, count: count)
        for index in first..<max(first, min(count, first + list.height)) {
            let place = list.row(index - first)
            if index == chosen { frame.fill(place, style: ink.selection) }
            row(&frame, index, place, index == chosen ? ink.selection.background : ink.raised.background)
            // With few colours text on a bar of another colour cannot be read in each of its own.
            if index == chosen, ink.scheme.depth < .indexed { frame.restyle(place) { _ in ink.selection } }
        }
    }
}
