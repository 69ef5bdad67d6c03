import Screen

/// A layer that asks for the operator's word and can wait for it in the bar.
protocol AskingLayer: Layer {
    /// How soon it may lie over what the operator does.
    var urgency: QuestionUrgency { get }
    /// What it is about, for the bar; what comes from outside is made visible.
    var headline: String { get }
    /// The operator wants to answer later.
    var isAside: Bool { get set }
    /// It goes on waiting when the display is gone.
    var outlivesDisplay: Bool { get }
    /// What of a cluster's access it is about, which is asked once for each display.
    var access: AccessQuestion? { get }
}

extension AskingLayer {
    func hints(in state: AppState) -> [(key: String, name: String)] { [] }
    var outlivesDisplay: Bool { false }
    var access: AccessQuestion? { nil }
}

/// A question with a text and two buttons: the text scrolls, and yes counts once it was read to its end.
protocol CardLayer: AskingLayer {
    var reading: CardReading { get set }
    /// What it says, in rows of at most so many columns.
    func sheet(width: Int, in state: AppState) -> CardSheet
    func answered(_ isYes: Bool) -> LayerOutcome
}

extension CardLayer {
    var attention: Attention? {
        get { reading.attention }
        set { reading.attention = newValue }
    }

    var isAside: Bool {
        get { reading.isAside }
        set { reading.isAside = newValue }
    }

    func layout(in state: AppState) -> CardLayout {
        CardLayout(in: state.size) { sheet(width: $0, in: state) }
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch reading.take(input, layout(in: state), in: state) {
        case .yes: answered(true)
        case .no: answered(false)
        case .open: .stay([])
        case .stray: .stray
        }
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        CardDrawing(scene: scene, layout: layout(in: scene.state), reading: reading).draw(into: &frame)
    }
}
