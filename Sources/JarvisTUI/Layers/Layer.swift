import Jarvis
import Screen

/// Something above the panes that gets the keys first: a dialog, the palette, a prompt.
protocol Layer: Sendable {
    /// Whether it takes keys yet; `nil` for one that is no question and takes them at once.
    var attention: Attention? { get set }
    /// Whether it lies over what the operator was about: the shell's prefix and its keys go on below it.
    var cameUnasked: Bool { get }
    /// Answers a key; every key stops here.
    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome
    /// Draws itself over what is already in the frame.
    func draw(into frame: inout Frame, _ scene: Scene)
    /// The keys that the last line names while it is on top; none where it names them itself.
    func hints(in state: AppState) -> [(key: String, name: String)]
    /// Whether it has nothing more to show, by itself.
    func isOver(at now: Moment) -> Bool
    /// How soon it wants to be drawn again without a key; `nil` for not at all.
    func nextTick(at now: Moment) -> Duration?
}

extension Layer {
    var attention: Attention? {
        get { nil }
        set {}
    }
    var cameUnasked: Bool { attention != nil }
    func hints(in state: AppState) -> [(key: String, name: String)] { [("Esc", "Close")] }
    func isOver(at now: Moment) -> Bool { false }
    func nextTick(at now: Moment) -> Duration? { nil }
}

/// What becomes of a layer after a key.
enum LayerOutcome {
    case stay([Effect])
    /// It stays, and the key meant nothing to it.
    case stray
    case close([Effect])
    case closeAndRun(Command)
    case closeAndChange((inout AppState) -> [Effect])
    /// The filter as far as it is typed.
    case filter(Filter)
    case closeAndFilter(Filter)
}
