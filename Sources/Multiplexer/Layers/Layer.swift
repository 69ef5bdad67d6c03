import Screen

/// Something above the panes that gets the keys first: a dialog, the palette, a prompt.
package protocol Layer: Sendable {
    /// Whether it takes keys yet; `nil` for one that is no question and takes them at once.
    var attention: Attention? { get set }
    /// Whether it lies over what the operator was about: the shell's prefix and its keys go on below it.
    var cameUnasked: Bool { get }
    /// Answers a key; every key stops here.
    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome
    /// Answers the mouse; questions get none of it.
    mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome
    /// What it covers: a click beside that closes it; `nil` where none does.
    func box(in state: AppState) -> Rect?
    /// Draws itself over what is already in the frame.
    func draw(into frame: inout Frame, _ scene: Scene)
    /// The keys that the last line names while it is on top; none where it names them itself.
    func hints(in state: AppState) -> [KeyHint]
    /// Whether nothing else is drawn while it is on top.
    var hidesAll: Bool { get }
    /// Whether it has the last row, where a question would wait.
    var takesLastRow: Bool { get }
    /// Whether it has nothing more to show, by itself.
    func isOver(at now: Moment) -> Bool
    /// How soon it wants to be drawn again without a key; `nil` for not at all.
    func nextTick(at now: Moment) -> Duration?
}

extension Layer {
    package var attention: Attention? {
        get { nil }
        set {}
    }
    package var cameUnasked: Bool { attention != nil }
    package mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome { .stay([]) }
    package func box(in state: AppState) -> Rect? { nil }
    package func hints(in state: AppState) -> [KeyHint] { [KeyHint(.escape, "Close")] }
    package var hidesAll: Bool { false }
    package var takesLastRow: Bool { false }
    package func isOver(at now: Moment) -> Bool { false }
    package func nextTick(at now: Moment) -> Duration? { nil }
}

/// What becomes of a layer after a key.
package enum LayerOutcome {
    case stay([Effect])
    /// It stays, and the key meant nothing to it.
    case stray
    case close([Effect])
    case closeAndRun(Command)
    case stayAndChange((inout AppState) -> [Effect])
    case closeAndChange((inout AppState) -> [Effect])
}

/// A layer that asks for the operator's word and can wait for it in the bar.
package protocol AskingLayer: Layer {
    /// How soon it may lie over what the operator does.
    var urgency: QuestionUrgency { get }
    /// What it is about, for the bar; what comes from outside is made visible.
    var headline: String { get }
    /// The operator wants to answer later.
    var isAside: Bool { get set }
    /// It goes on waiting when the display is gone.
    var outlivesDisplay: Bool { get }
}

extension AskingLayer {
    package func hints(in state: AppState) -> [KeyHint] { [] }
    package var outlivesDisplay: Bool { false }
}

/// A question with a text and two buttons: the text scrolls, and yes counts once it was read to its end.
package protocol CardLayer: AskingLayer {
    var reading: CardReading { get set }
    /// What it says, in rows of at most so many columns.
    func sheet(width: Int, in state: AppState) -> CardSheet
    func answered(_ isYes: Bool) -> LayerOutcome
}

extension CardLayer {
    package var attention: Attention? {
        get { reading.attention }
        set { reading.attention = newValue }
    }

    package var isAside: Bool {
        get { reading.isAside }
        set { reading.isAside = newValue }
    }

    package func layout(in state: AppState) -> CardLayout {
        CardLayout(in: state.size) { sheet(width: $0, in: state) }
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch reading.handle(input, layout(in: state), in: state) {
        case .yes: answered(true)
        case .no: answered(false)
        case .open: .stay([])
        case .stray: .stray
        }
    }

    package func draw(into frame: inout Frame, _ scene: Scene) {
        CardDrawing(scene: scene, layout: layout(in: scene.state), reading: reading).draw(into: &frame)
    }
}

/// A form above everything: Enter takes what is typed, once nothing is wrong in it, and Esc closes it.
package protocol FormLayer: Layer {
    associatedtype Field: Hashable & Sendable
    var form: Form<Field> { get set }
    /// What becomes of what was typed.
    func taken() -> LayerOutcome
}

extension FormLayer {
    package func hints(in state: AppState) -> [KeyHint] { form.hints }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch form.handle(input) {
        case .open: .stay([])
        case .taken: taken()
        case .left: .close([])
        }
    }

    package func draw(into frame: inout Frame, _ scene: Scene) {
        FormDrawing(scene: scene, form: form).draw(into: &frame)
    }
}
