import Multiplexer
import Screen
import Text

/// Things of which one is chosen, newest first, narrowed by the words of a line above them.
struct NarrowedList<Item: Sendable>: Sendable {
    var chooser = Chooser(.text)
    fileprivate var editor = LineEditor()
    /// `nil` while they are asked for.
    var items: [Item]?
    /// What the words are looked for in.
    private let text: @Sendable (Item) -> String

    init(_ items: [Item]?, text: @escaping @Sendable (Item) -> String) {
        self.items = items
        self.text = text
    }

    /// Those with all the words, wherever they stand.
    var found: [Item] {
        let words = editor.text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        return (items ?? []).filter { item in
            words.allSatisfy { text(item).contains(lowercased: $0) }
        }
    }
}

/// A dialog with such a list.
protocol NarrowingLayer: ChoosingLayer {
    associatedtype Item: Sendable
    var narrowed: NarrowedList<Item> { get set }
    var title: String { get }
    /// The columns that it has where there is room.
    static var width: Int { get }
    /// What is said where there is nothing at all, and nothing with these words.
    static var lack: (ofAll: String, ofFound: String) { get }
    /// A key that goes on to the next one, beside those of every list.
    func isNext(_ key: Key, in state: AppState) -> Bool
    func chosen(_ item: Item) -> LayerOutcome
    func draw(_ item: Item, into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene)
}

extension NarrowingLayer {
    var chooser: Chooser {
        get { narrowed.chooser }
        set { narrowed.chooser = newValue }
    }

    /// Takes what the memory has; what was typed meanwhile stays.
    mutating func receive(_ items: [Item]) { narrowed.items = items }

    func isNext(_ key: Key, in state: AppState) -> Bool { false }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let found = narrowed.found
        let key = input.key.map { isNext($0, in: state) ? .down : $0 }
        switch chooser.handle(key, count: found.count, state.catalog) {
        case .chosen(let index): return chosen(found[index])
        case .left: return .close([])
        case .none where narrowed.editor.edit(input): chooser.begin()
        case .none, .moved: break
        }
        return .stay([])
    }

    func count(in state: AppState) -> Int { narrowed.found.count }

    func chosen(_ index: Int, in state: AppState) -> LayerOutcome { chosen(narrowed.found[index]) }

    func box(in state: AppState) -> Rect? { Self.box(state.size) }

    private static func box(_ size: Size) -> Rect {
        Dialog.box(of: size, width: width, height: min(20, max(6, size.height - 6)))
    }

    func list(in state: AppState) -> Rect { Dialog.room(in: Self.box(state.size)).splitTop(2).rest }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let found = narrowed.found
        let inner = Dialog(scene: scene, title: title).draw(into: &frame, Self.box(scene.state.size))
        let (sign, line) = inner.row(0).splitLeft(2)
        frame.put(
            scene.glyphs[.pointer] + " ", at: sign.origin, style: ink.key.on(ink.raised.background), in: sign)
        frame.cursor =
            narrowed.editor.draw(into: &frame, line, style: ink.raised, glyphs: scene.glyphs).cursor
        let list = list(in: scene.state)
        guard !found.isEmpty else {
            let words =
                narrowed.items == nil
                ? "Asking the memory." : narrowed.editor.isEmpty ? Self.lack.ofAll : Self.lack.ofFound
            frame.put(words, in: list.row(0), style: ink.dim.on(ink.raised.background), glyphs: scene.glyphs)
            return
        }
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, ground in
            draw(found[index], into: &frame, row, on: ground, scene)
        }
    }
}

extension NarrowingLayer {
    private static var timeWidth: Int { 13 }

    /// Draws when it was, and returns the room behind that.
    func drawTime(
        _ epoch: Double, into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene
    ) -> Rect {
        let (at, rest) = row.splitLeft(Self.timeWidth)
        let time = scene.state.wallClock.near(epoch, seenAt: scene.now.epoch)
        frame.put(time, in: at, style: scene.ink.dim.on(ground), glyphs: scene.glyphs)
        return rest
    }
}
