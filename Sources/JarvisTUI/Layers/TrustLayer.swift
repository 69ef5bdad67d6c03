import AIKit
import HTTP
import Multiplexer
import Screen
import Text

/// Asks whether a certificate that nobody vouches for, or that is another than before, is the cluster's own.
struct TrustLayer: CardLayer, AccessLayer {
    let question: TrustQuestion
    var reading = CardReading()

    init(question: TrustQuestion) {
        self.question = question
    }

    var urgency: QuestionUrgency { .unasked }
    var outlivesDisplay: Bool { true }
    var access: AccessQuestion { .certificate(question) }
    var headline: String { "Is the certificate of \(Untrusted(question.endpoint).line) its own?" }

    func answered(_ isYes: Bool) -> LayerOutcome {
        .close([.kit(.trust(question, accepted: isYes))])
    }

    func sheet(width: Int, in state: AppState) -> CardSheet {
        let rows = rows(width)
        return CardSheet(
            title: question.expected == nil ? "UNKNOWN CERTIFICATE" : "CERTIFICATE CHANGED", isAlarm: true,
            rows: rows, essential: 2, no: "Refuse", yes: "It is the same: trust it")
    }

    private func rows(_ width: Int) -> [CardRow] {
        let place = "\(question.endpoint) (cluster \(question.cluster))"
        func words(_ text: String) -> [CardRow] { CardRow.wrapped(text, .plain, width: width) }
        guard let expected = question.expected else {
            return words("Nobody vouches for the certificate of \(place).")
                + [.blank] + words("Its SHA-256 fingerprint is") + halves(question.presented, width)
                + [.blank]
                + words(
                    "Compare it with the one the node itself shows: pvenode cert info, or Datacenter, node, "
                        + "Certificates.")
        }
        return words(
            "The certificate of \(place) is not the accepted one any more. Nothing was sent to it.")
            + [.blank] + words("Accepted was") + halves(expected, width) + words("and now it shows")
            + halves(question.presented, width) + [.blank]
            + words(
                "Trust it only if you know that it was renewed: pvenode cert info on the node shows the true "
                    + "one. The same with a command: jarvis trust \(question.cluster) FINGERPRINT")
    }

    /// 95 columns are too many for one line.
    private func halves(_ fingerprint: CertificateFingerprint, _ width: Int) -> [CardRow] {
        let print = fingerprint.description
        let middle = print.index(print.startIndex, offsetBy: print.count / 2 + 1)
        return [print[..<middle], print[middle...]].flatMap { half in
            CardRow.wrapped(String(half), .code, width: width, lead: ("  ", .plain))
        }
    }
}
