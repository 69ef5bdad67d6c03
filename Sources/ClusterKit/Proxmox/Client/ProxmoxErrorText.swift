import HTTP
import Text

extension ProxmoxError: CustomStringConvertible {
    /// What failed in Proxmox's own words, and what to do about it.
    package var description: String {
        guard let remedy else { return sentence.coveringSecrets }
        return "\(sentence) \(remedy)".coveringSecrets
    }

    private var sentence: String {
        switch self {
        case .badParameters(let call, let message, _), .unauthorized(_, let call, let message),
            .forbidden(let call, let message, _), .guestMissing(let call, let message),
            .nodeUnknown(let call, let message), .noQuorum(let call, let message),
            .locked(let call, let message, _), .unsupported(let call, let message),
            .refused(let call, _, let message):
            "\(call.summary) was refused: \(status.map { "\($0) " } ?? "")\(message.withStop)"
        case .nodeUnreachable(_, let call, let code, let message):
            "\(call.summary) was not answered: \(code) \(message.withStop)"
        case .transport(.broken(let host, let detail, sent: true), let endpoint, let call)
        where call.method == .get:
            "\(call.summary) got no answer from \(endpoint). The connection to \(host) broke (\(detail)): ask again."
        case .transport(let error, let endpoint, let call):
            "\(call.summary) got no answer from \(endpoint). \(error)"
        case .untrusted(_, let endpoint, let detail, _):
            "The certificate of \(endpoint) is not trusted: \(detail)."
        case .fingerprintChanged(_, let endpoint, let expected, let presented):
            "The certificate of \(endpoint) is not \(expected) any more but \(presented); nothing was sent."
        case .misconfigured(let cluster, let detail):
            "The configuration of \(cluster) cannot be used: \(detail)."
        case .secondFactorNeeded(let account, let methods):
            "\(account) needs a second factor: \(methods.joined(separator: ", "))."
        case .nodeAvoided(let node, let retry):
            "Node \(node) did not answer and is asked again in \(retry.components.seconds) s."
        case .unreadable(let call, let detail):
            "\(call.summary) was answered with something unreadable: \(detail)."
        case .cancelled(let call):
            "\(call.summary) was cancelled."
        }
    }

    private var remedy: String? {
        switch self {
        case .untrusted(let cluster, let endpoint, _, let presented?):
            "To accept it: jarvis trust \(cluster) \(presented) --node \(endpoint)"
        case .fingerprintChanged(let cluster, let endpoint, _, let presented):
            "If it was renewed on purpose: jarvis trust \(cluster) \(presented) --node \(endpoint)"
        case .unauthorized(let account, _, _):
            "Check the token or password of \(account), and that it has not expired."
        case .forbidden(_, _, let requirement?):
            "Grant \(requirement.privileges.joined(separator: " or ")) on \(requirement.path)."
        case .badParameters(_, _, let faults) where !faults.isEmpty:
            faults.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
        case .guestMissing: "It may have moved to another node."
        case .noQuorum: "Bring members back before changing anything."
        case .locked: "Wait for the other operation; `qm unlock` or `pct unlock` clears a lock left behind."
        case .nodeUnreachable(let node?, _, 595, _):
            "Only \(node) is concerned: check that it is up and can be reached from the other nodes."
        case .nodeUnreachable(let node?, _, _, _):
            "Only \(node) is concerned: it was reached and did not answer well in time; look at its load, its storages and "
                + "pveproxy."
        case .unreadable: "Is this the API of Proxmox VE, on port 8006?"
        case .secondFactorNeeded: "An API token needs none: make one and name it in the configuration."
        case .transport, .untrusted, .misconfigured, .nodeAvoided, .forbidden,
            .badParameters, .nodeUnknown, .unsupported, .nodeUnreachable, .refused, .cancelled:
            nil
        }
    }
}

extension String {
    /// The sentence with a full stop, where it does not end with a mark of its own.
    fileprivate var withStop: String {
        last.map { ".!?".contains($0) } == true ? self : self + "."
    }
}

extension APICall {
    /// Method and path, without parameters.
    var summary: String { "\(method.rawValue) \(path)" }
}
