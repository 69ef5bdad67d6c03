import AIKit
import Screen
import Text

/// Asks whether a certificate that nobody vouches for is the cluster's own.
struct TrustLayer: Layer {
    let question: TrustQuestion
    private var choice = YesNo()
    /// When it came up: what was typed before cannot answer.
    private let asked: ContinuousClock.Instant

    init(question: TrustQuestion, asked: ContinuousClock.Instant) {
        self.question = question
        self.asked = asked
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard state.now.instant - asked >= ConfirmationCard.deafness else { return .stay([]) }
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        return .close([.kit(.trust(question, accepted: isYes))])
    }
}

extension TrustLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let width = min(74, max(20, frame.size.width - 8))
        let print = question.presented.description
        let middle = print.index(print.startIndex, offsetBy: print.count / 2 + 1)
        var lines =
            "Nobody vouches for the certificate of \(question.endpoint) (cluster \(question.cluster))."
            .wrapped(
                toColumns: width)
        lines += ["", "Its SHA-256 fingerprint is", "  " + print[..<middle], "  " + print[middle...], ""]
        lines +=
            "Compare it with the one the node itself shows: pvenode cert info, or Datacenter, node, Certificates."
            .wrapped(toColumns: width)
        let dialog = Dialog(scene: scene, title: "UNKNOWN CERTIFICATE", isAlarm: true)
        let inner = dialog.draw(into: &frame, width: width, height: lines.count + 3)
        for (index, line) in lines.enumerated() where index < inner.height - 2 {
            frame.put(line, in: inner.row(index), style: ink.raised, glyphs: scene.glyphs)
        }
        dialog.buttons(
            &frame, in: inner.row(inner.height - 1), no: "Refuse", yes: "It is the same: trust it",
            isYes: choice.isYes)
    }
}
