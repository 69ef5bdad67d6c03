import AIKit
import HTTP
import Screen
import Text

/// Asks whether a certificate that nobody vouches for, or that is another than before, is the cluster's own.
struct TrustLayer: Layer {
    let question: TrustQuestion
    private var choice = YesNo()
    let asked: ContinuousClock.Instant?

    init(question: TrustQuestion, asked: ContinuousClock.Instant) {
        self.question = question
        self.asked = asked
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let isYes = choice.answer(to: input) else { return .stay([]) }
        return .close([.kit(.trust(question, accepted: isYes))])
    }
}

extension TrustLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let width = min(74, max(20, frame.size.width - 8))
        let lines = Self.lines(question, width)
        let title = question.expected == nil ? "UNKNOWN CERTIFICATE" : "CERTIFICATE CHANGED"
        let dialog = Dialog(scene: scene, title: title, isAlarm: true)
        let inner = dialog.draw(into: &frame, width: width, height: lines.count + 3)
        for (index, line) in lines.enumerated() where index < inner.height - 2 {
            frame.put(line, in: inner.row(index), style: ink.raised, glyphs: scene.glyphs)
        }
        dialog.buttons(
            &frame, in: inner.row(inner.height - 1), no: "Refuse", yes: "It is the same: trust it",
            isYes: choice.isYes)
    }

    private static func lines(_ question: TrustQuestion, _ width: Int) -> [String] {
        let place = "\(question.endpoint) (cluster \(question.cluster))"
        guard let expected = question.expected else {
            return "Nobody vouches for the certificate of \(place).".wrapped(toColumns: width)
                + ["", "Its SHA-256 fingerprint is"] + halves(question.presented) + [""]
                + ("Compare it with the one the node itself shows: pvenode cert info, or Datacenter, node, "
                + "Certificates.").wrapped(toColumns: width)
        }
        return "The certificate of \(place) is not the accepted one any more. Nothing was sent to it."
            .wrapped(toColumns: width)
            + ["", "Accepted was"] + halves(expected) + ["and now it shows"] + halves(question.presented)
            + [""]
            + ("Trust it only if you know that it was renewed: pvenode cert info on the node shows the true "
            + "one. The same with a command: jarvis trust \(question.cluster) FINGERPRINT")
            .wrapped(toColumns: width)
    }

    /// 95 columns are too many for one line.
    private static func halves(_ fingerprint: CertificateFingerprint) -> [String] {
        let print = fingerprint.description
        let middle = print.index(print.startIndex, offsetBy: print.count / 2 + 1)
        return ["  " + print[..<middle], "  " + print[middle...]]
    }
}
