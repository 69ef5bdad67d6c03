import Screen

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
    package func hints(in state: AppState) -> [(key: String, name: String)] { [] }
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
        switch reading.take(input, layout(in: state), in: state) {
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
