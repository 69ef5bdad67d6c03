import Screen
import Text

/// A list of which one thing is chosen: the keys that move in it, and its rows with the selected one in sight.
package struct Chooser: Equatable {
    /// What its keys are beside those of ``ListAction``.
    package enum Keys {
        case plain
        /// A digit chooses the row that it names.
        case numbers
        /// Letters are text that narrows the list.
        case text
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

    package init(_ keys: Keys, selected: Int = 0) {
        self.keys = keys
        self.selected = selected
    }

    /// Takes a key while there are `count` things to choose from; the keys of the command that opened the list close it
    /// as well.
    package mutating func handle(
        _ key: Key?, count: Int, opening: [Key] = [], _ catalog: Catalog
    ) -> Outcome {
        guard let key else { return .none }
        let last = max(0, count - 1)
        switch keys == .text ? ListAction.whileTyping(key) : catalog.action(for: key) {
        case .up: selected = max(0, min(selected, last) - 1)
        case .down: selected = min(selected + 1, last)
        case .first where keys != .text: selected = 0
        case .last where keys != .text: selected = last
        case .choose: return count > 0 ? .chosen(min(selected, last)) : .left
        case .close: return .left
        case .pageup, .pagedown, .first, .last, nil:
            if opening.contains(key) { return .left }
            guard keys == .numbers, let number = key.digit, (0..<count).contains(number) else {
                return .none
            }
            return .chosen(number)
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
