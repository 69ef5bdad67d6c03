import ClusterKit
import HTTP
import Text

/// What the detail layer wants to know.
struct DetailRequest: Sendable, Hashable {
    /// The thing it is about.
    enum Subject: Sendable, Hashable {
        case node(NodeName)
        case guest(GuestID, NodeName)
        case storage(Storage.ID)
        case task(UPID)
    }

    var cluster: String
    var subject: Subject
    var timeframe: RRDTimeframe
}

/// What came of a detail request; parts arrive as they are ready.
enum DetailOutcome: Sendable, Equatable {
    case series(RRDSeries)
    /// Name and value pairs, in the order to show.
    case facts([DetailFact])
    /// A task's log so far.
    case log([TaskLogLine])
    case failed(String)
}

/// One line of facts.
///
/// The value may come from the cluster and is untrusted.
struct DetailFact: Sendable, Equatable {
    var name: String
    var value: String
    /// How much it matters; `nil` for a mere fact.
    var severity: Severity?

    /// A line that says what the facts below it are.
    static func heading(_ text: String) -> DetailFact {
        DetailFact(name: text, value: "")
    }

    var isHeading: Bool { value.isEmpty }
}

/// A certificate that nobody vouches for, or one in place of the one that was accepted.
struct TrustQuestion: Sendable, Hashable {
    var cluster: String
    /// `host:port`.
    var endpoint: String
    var host: String
    /// The one that was accepted before; `nil` when none was.
    var expected: CertificateFingerprint?
    var presented: CertificateFingerprint
    /// What was wrong with it, in OpenSSL's words.
    var detail: String
}
