import HTTP
import Text

/// Why a cluster did not do what was asked: what failed, Proxmox's own words, and what to do.
package enum ProxmoxError: Error, Sendable, Hashable {
    /// No answer came; the network, not Proxmox, is to blame.
    case transport(HTTPError, endpoint: Endpoint, call: APICall)
    /// The certificate is unknown. `presented` is what to ask the user about.
    case untrusted(cluster: String, endpoint: Endpoint, detail: String, presented: CertificateFingerprint?)
    /// The certificate is not the one that was accepted. Nothing was sent.
    case fingerprintChanged(
        cluster: String, endpoint: Endpoint, expected: CertificateFingerprint,
        presented: CertificateFingerprint)
    /// The configuration names no endpoint, or one that may not be used.
    case misconfigured(cluster: String, detail: String)
    /// 401: the token, ticket or password is wrong or expired.
    case unauthorized(account: String, call: APICall, message: String)
    /// The password was right, and a second factor is asked for. `methods`: `totp`, `recovery`, …
    case secondFactorNeeded(account: String, methods: [String])
    /// 403.
    case forbidden(call: APICall, message: String, requirement: PermissionRequirement?)
    /// 400: what was wrong with which parameter.
    case badParameters(call: APICall, message: String, faults: [String: String])
    /// 500: there is no such guest on that node; it may have moved.
    case guestMissing(call: APICall, message: String)
    /// 500: the cluster has no node of that name.
    case nodeUnknown(call: APICall, message: String)
    /// 500: the cluster has lost its majority and refuses changes.
    case noQuorum(call: APICall, message: String)
    /// 500: another operation holds the guest. `lock` is its name when the message gives it.
    case locked(call: APICall, message: String, lock: String?)
    /// 501: this version has no such path, or the method does not exist there.
    case unsupported(call: APICall, message: String)
    /// 595, 596, 597 or 599: the entry node could not reach the node it should forward to.
    case nodeUnreachable(NodeName?, call: APICall, code: Int, reason: String)
    /// The node failed a moment ago and is not asked again before `retry` has passed.
    case nodeAvoided(NodeName, retry: Duration)
    /// Any other status that means no.
    case refused(call: APICall, status: Int, message: String)
    /// An answer that is not what the API documents: HTML, half a document, nothing.
    case unreadable(call: APICall, detail: String)
    /// The surrounding task was cancelled.
    case cancelled(APICall)
}

/// What a 403 says was missing.
package struct PermissionRequirement: Sendable, Hashable {
    /// `/vms/100`.
    package var path: String
    /// `VM.PowerMgmt`; any one of them suffices.
    package var privileges: [String]

    package init(path: String, privileges: [String]) {
        self.path = path
        self.privileges = privileges
    }
}

extension ProxmoxError {
    /// What is true of an error, for whoever decides how to go on; each case of the error has one row.
    struct Traits: OptionSet {
        let rawValue: Int

        /// The certificate is the matter, which the user must hear before anything else.
        static let isAboutTrust = Traits(rawValue: 1)
        /// Another entry node may know better: one whose clock, file system or daemon is sick says no to all.
        static let mayDifferElsewhere = Traits(rawValue: 2)
        /// The node itself said no, so it lives.
        static let isRefusalByNode = Traits(rawValue: 4)
        /// Asking again may help: the network or the node failed, and not the question.
        static let mayPass = Traits(rawValue: 8)
        /// An order may have been carried out although no answer came.
        static let mayHaveArrived = Traits(rawValue: 16)
        /// It was waited for as long as anybody waits.
        static let isSilence = Traits(rawValue: 32)
    }

    /// The HTTP status that Proxmox answered with, `nil` when there was no answer or none was needed; and the traits.
    private var row: (status: Int?, traits: Traits) {
        switch self {
        case .transport(.broken(_, _, sent: true), _, _): (nil, [.mayPass, .mayHaveArrived])
        case .transport(.timedOut(_, "connect", _), _, _): (nil, [.mayPass, .isSilence])
        case .transport(.timedOut, _, _): (nil, [.mayPass, .mayHaveArrived, .isSilence])
        case .transport: (nil, .mayPass)
        case .untrusted, .fingerprintChanged: (nil, .isAboutTrust)
        case .misconfigured, .secondFactorNeeded, .cancelled: (nil, [])
        case .unauthorized: (401, .mayDifferElsewhere)
        case .forbidden: (403, [.mayDifferElsewhere, .isRefusalByNode])
        case .badParameters: (400, .isRefusalByNode)
        case .guestMissing, .noQuorum, .locked: (500, .isRefusalByNode)
        case .nodeUnknown: (500, [])
        case .unsupported: (501, .isRefusalByNode)
        case .nodeUnreachable(_, _, 595, _): (595, [.mayDifferElsewhere, .mayPass])
        case .nodeUnreachable(_, _, 596, _):
            (596, [.mayDifferElsewhere, .mayPass, .mayHaveArrived, .isSilence])
        case .nodeUnreachable(_, _, let code, _): (code, [.mayDifferElsewhere, .mayPass, .mayHaveArrived])
        case .nodeAvoided: (nil, .mayPass)
        case .refused(_, let status, _) where status >= 500:
            (status, [.mayDifferElsewhere, .isRefusalByNode, .mayPass])
        case .refused(_, let status, _): (status, [.mayDifferElsewhere, .isRefusalByNode])
        case .unreadable: (nil, [.mayDifferElsewhere, .mayPass, .mayHaveArrived])
        }
    }

    package var status: Int? { row.status }
    package var isSilence: Bool { row.traits.contains(.isSilence) }
    /// The other side is not known to be whom it should be.
    package var isAboutTrust: Bool { row.traits.contains(.isAboutTrust) }
    var isRefusalByNode: Bool { row.traits.contains(.isRefusalByNode) }
    var mayPass: Bool { row.traits.contains(.mayPass) }
    var mayHaveArrived: Bool { row.traits.contains(.mayHaveArrived) }

    /// Another entry node may be asked the same, and may know better.
    func allowsAnotherEntry(for call: APICall) -> Bool {
        call.isAnsweredByAnyEntry && row.traits.contains(.mayDifferElsewhere)
    }
}

extension ProxmoxError: CustomStringConvertible {
    /// What failed in Proxmox's own words, and what to do about it: one line, whatever the words have in them.
    package var description: String {
        let words = remedy.map { "\(sentence) \($0)" } ?? sentence
        return Untrusted(words.coveringSecrets).line
    }

    private var sentence: String {
        switch self {
        case .badParameters(let call, let message, _), .unauthorized(_, let call, let message),
            .forbidden(let call, let message, _), .guestMissing(let call, let message),
            .nodeUnknown(let call, let message), .noQuorum(let call, let message),
            .locked(let call, let message, _), .unsupported(let call, let message),
            .refused(let call, _, let message):
            // Proxmox's words first: what has little room shows the beginning.
            "refused: \(status.map { "\($0) " } ?? "")\(message.withoutStop) (\(call.summary))."
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
            "Node \(node) did not answer and is asked again\(retry.ahead)."
        case .unreadable(let call, let detail):
            "\(call.summary) was answered with something unreadable: \(detail)."
        case .cancelled(let call):
            "\(call.summary) was cancelled."
        }
    }

    private var remedy: String? {
        switch self {
        case .untrusted(let cluster, let endpoint, _, let presented?):
            "Compare it with what `pvenode cert info` tells on the node itself; if they are the same: "
                + "jarvis trust \(cluster) \(presented) --node \(endpoint)"
        case .fingerprintChanged(let cluster, let endpoint, _, let presented):
            "If it was renewed on purpose: jarvis trust \(cluster) \(presented) --node \(endpoint)"
        case .unauthorized(_, _, Session.wrongCode):
            "Codes last half a minute: give the next one. If none is taken, compare the clocks of your device and the cluster."
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
        case .refused(_, 300..<400, _):
            "Name a node of Proxmox VE itself, on port 8006, or the address it leads to."
        case .refused(_, 404, _):
            "Is this the API of Proxmox VE, on port 8006? Backup Server answers so on 8007."
        case .refused(_, 502...504, _):
            "What stands before Proxmox's API cannot reach it: `systemctl status pveproxy pvedaemon` on the node."
        case .unsupported: "The node may be of an older version: compare `pveversion` there."
        case .nodeUnknown: "It may have left the cluster or been renamed."
        case .forbidden: "Give token and user the role PVEAuditor on /, or PVEVMAdmin to act on guests."
        case .transport, .untrusted, .misconfigured, .nodeAvoided, .badParameters, .nodeUnreachable, .refused,
            .cancelled:
            nil
        }
    }
}

extension String {
    /// The sentence without its full stop.
    fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension APICall {
    /// Method and path, without parameters.
    var summary: String { "\(method.rawValue) \(path)" }
}
