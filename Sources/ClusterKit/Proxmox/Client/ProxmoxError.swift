import HTTP

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

extension ProxmoxError {
    /// The node was waited for as long as anybody waits.
    package var isSilence: Bool {
        switch self {
        case .nodeUnreachable(_, _, 596, _), .transport(.timedOut, _, _): true
        default: false
        }
    }
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
