/// An answer that says no, in Proxmox's words.
struct Refusal: Error, Sendable {
    /// What a client has to wait for it.
    enum Wait: Sendable {
        case none
        /// As after a failed authentication.
        case refusal
        /// As for an address that nobody answers at.
        case unreachable
    }

    let status: Int
    /// The message; its first line becomes the reason phrase.
    let message: String
    /// A text for each wrong parameter.
    var errors: [String: String] = [:]
    var wait = Wait.none
    /// What stands in the body.
    var form = Form.json

    /// The kinds of body that an error has.
    enum Form: Sendable {
        case json
        /// No body at all.
        case empty
        /// The bare message: an error of the transport.
        case bare
    }
}

extension Refusal {
    /// What every `die` of the Perl code becomes.
    static func failed(_ message: String) -> Refusal {
        Refusal(status: 500, message: message)
    }

    static func wrong(_ errors: [String: String]) -> Refusal {
        Refusal(status: 400, message: "Parameter verification failed.", errors: errors)
    }

    static func unauthorized(_ message: String) -> Refusal {
        Refusal(status: 401, message: message, wait: .refusal, form: .empty)
    }

    static func forbidden(_ path: String, _ privileges: [String]) -> Refusal {
        Refusal(
            status: 403,
            message: "Permission check failed (\(path), \(privileges.joined(separator: "|")))")
    }

    /// An error of the transport, before any of the API's code ran.
    static func transport(_ status: Int, _ message: String) -> Refusal {
        Refusal(status: status, message: message, form: .bare)
    }

    /// The node cannot be reached from the one that was asked.
    static let unreachable = Refusal(
        status: 595, message: "No route to host", wait: .unreachable, form: .empty)

    /// The node was reached and said nothing in time.
    static let proxyTimeout = Refusal(status: 596, message: "Connection timed out", form: .empty)

    static let noQuorum = failed("cluster not ready - no quorum?")
}
