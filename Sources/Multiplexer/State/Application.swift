import Screen

/// What a program puts on the screen besides the shell: its panels and commands, and what it does at turning points.
///
/// `jarvis terminal` is the one with nothing: ``ShellAlone``.
package protocol Application: Sendable {
    /// The panels, each column from its top down.
    var panels: [any Panel] { get }
    /// What can be done that belongs to no panel, in the order of the help.
    var commands: (first: [Command], last: [Command]) { get }
    /// What can be done in its own layers.
    var layerCommands: [LayerCommand] { get }
    /// Draws the line above everything.
    func drawTop(into frame: inout Frame, _ scene: Scene)
    /// Draws over the panels, and below what lies above them.
    func drawOver(_ frame: inout Frame, _ scene: Scene)
    /// What a display begins with; `nil` for the panels.
    func greeting(of state: AppState) -> (any Layer)?
    /// A display is there, and its greeting with it; returns what is to be done about it.
    func arrive(_ state: inout AppState) -> [Effect]
    /// Nobody looks any more.
    func depart(_ state: inout AppState)
    /// A display is there, or has gone: what was on the last one is none of its.
    func changeDisplay(of state: inout AppState)
    /// The signs that it draws, and what they mean.
    var legend: [(symbol: Symbol, words: String)] { get }
    /// What the palette finds for a text besides the commands, and what it offers last, whatever else is found.
    func items(for text: String, in state: AppState) -> (found: [PaletteItem], last: [PaletteItem])
    /// What the window says around the screen.
    func window(of state: AppState) -> WindowSigns
    /// Time has passed.
    func tick(_ state: inout AppState)
    /// What is to be done so that the columns are as wide the next time.
    func keep(_ widths: ColumnWidths) -> [Effect]
    /// Tells the operator what a program in the shell had to say.
    func tell(_ notice: ShellNotice, in state: inout AppState)
    /// The program of a pane has ended, or is ended because its pane goes; returns what is to be done about it.
    ///
    /// May be told twice of one.
    func ended(_ pane: PaneID, isClean: Bool, in state: inout AppState) -> [Effect]
}

/// What an application has the window around the screen say.
package struct WindowSigns: Sendable, Equatable {
    /// Goes before the title of the program in the shell; untrusted.
    package var title: String?
    /// Something is under way that tells no figure; what the program in the shell tells of itself goes before it.
    package var isBusy = false

    package init(title: String? = nil, isBusy: Bool = false) {
        self.title = title
        self.isBusy = isBusy
    }
}

extension Application {
    package var layerCommands: [LayerCommand] { [] }
    package var legend: [(symbol: Symbol, words: String)] { [] }

    package func items(for text: String, in state: AppState) -> (found: [PaletteItem], last: [PaletteItem]) {
        ([], [])
    }
    package func arrive(_ state: inout AppState) -> [Effect] { [] }
    package func drawOver(_ frame: inout Frame, _ scene: Scene) {}
    package func ended(_ pane: PaneID, isClean: Bool, in state: inout AppState) -> [Effect] { [] }
    package func depart(_ state: inout AppState) {}
    package func keep(_ widths: ColumnWidths) -> [Effect] { [] }
    package func window(of state: AppState) -> WindowSigns { WindowSigns() }
}

/// What a program in the shell tells its user; a line each, made visible.
package struct ShellNotice: Sendable {
    package var words: String
    /// What else is to be said of it; may be empty.
    package var detail: String
}

/// Nothing but the shell: no house, no cluster, no butler.
package struct ShellAlone: Application {
    package let panels: [any Panel] = [ShellPanel()]
    package var commands: (first: [Command], last: [Command]) { ([], []) }

    package init() {}

    package func drawTop(into frame: inout Frame, _ scene: Scene) {}
    package func greeting(of state: AppState) -> (any Layer)? { nil }
    package func changeDisplay(of state: inout AppState) {}
    package func tick(_ state: inout AppState) {}

    /// Below the column, as there is no feed.
    package func tell(_ notice: ShellNotice, in state: inout AppState) {
        state.announce(notice.words, .notice)
    }
}

/// What somebody keeps in the state from one event to the next: a panel, or the application for several of them.
package protocol Kept: Sendable {
    /// What it begins with.
    init()
}

/// What is kept, by its type.
///
/// Reading a part of it copies nothing but that part, as a picture does thousands of times.
package struct KeptValues: Sendable {
    private var boxes: [ObjectIdentifier: any AnyObject & Sendable] = [:]

    package init() {}

    package subscript<Value: Kept>(type: Value.Type) -> Value {
        _read {
            if let box = boxes[ObjectIdentifier(type)] as? Box<Value> {
                yield box.value
            } else {
                yield Value()
            }
        }
        _modify {
            // Taken out meanwhile, so that it is changed in place where nobody else has it.
            var box = boxes.removeValue(forKey: ObjectIdentifier(type)) as? Box<Value> ?? Box(Value())
            if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
            defer { boxes[ObjectIdentifier(type)] = box }
            yield &box.value
        }
    }
}

/// A value that copies of what keeps it share until one of them is changed.
///
/// Sendable without the compiler's proof: it is changed by nobody but who alone has it.
private final class Box<Value: Sendable>: @unchecked Sendable {
    var value: Value

    init(_ value: Value) {
        self.value = value
    }
}

/// Something that happened and is not the screen's own: taken in by who knows what it means.
package protocol News: Sendable {
    /// Takes it in; returns what is to be done about it.
    func enter(_ state: inout AppState) -> [Effect]
    /// The one panel that shows it, of news that come many times a second and may be drawn a moment later, such as the
    /// words of an answer that is read; `nil` for all else.
    var reading: PanelID? { get }
    /// Whether somebody waits for this before anything else, such as the first word of an answer: it is drawn at once.
    func isAwaited(in state: AppState) -> Bool
}

extension News {
    package var reading: PanelID? { nil }
    package func isAwaited(in state: AppState) -> Bool { false }
}

extension Event {
    package var isTick: Bool { if case .tick = self { true } else { false } }

    /// See ``News/reading``.
    package var reading: PanelID? {
        if case .news(let news) = self { news.reading } else { nil }
    }

    /// See ``News/isAwaited(in:)``.
    func isAwaited(in state: AppState) -> Bool {
        if case .news(let news) = self { news.isAwaited(in: state) } else { false }
    }
}
