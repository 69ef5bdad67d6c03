import Synchronization

/// An illness of one node's API daemon, as it meets those who ask the node itself and those whom another node passes
/// on to it.
package enum NodeFault: String, Sendable, Hashable, CaseIterable {
    /// Packets vanish: no handshake; passed on it is `595 Connection timed out`.
    case silent
    /// There is no way to it: no handshake; `595 No route to host`.
    case unreachable
    /// The port takes nobody; `595 Connection refused`.
    case refusing
    /// It takes requests and never answers; `596 Connection timed out`.
    case stalling
    /// It answers after as long as a proxy waits; `596 Connection timed out`.
    case slow
    /// It believes nobody: `401`.
    case unauthorized
    /// It allows nothing: `403`.
    case forbidden
    /// It fails: `500`.
    case failing
    /// Half of the document comes.
    case truncating
    /// A web page comes.
    case webPage = "web-page"
    /// A hundred megabytes come.
    case flooding
    /// Its certificate is out of date; `596 certificate verify failed`.
    case expired
}

/// The illnesses that the ports must know of before a request is read, shared by the listener and the cluster.
final class FaultRegister: Sendable {
    private let faults = Mutex<[NodeName: NodeFault]>([:])

    subscript(node: NodeName) -> NodeFault? { faults.withLock { $0[node] } }

    func replace(by faults: [NodeName: NodeFault]) {
        self.faults.withLock { $0 = faults }
    }
}

extension NodeFault {
    /// What the proxy of another node answers in the ill one's place, and for whose wait; `nil` when it passes an
    /// answer on.
    var proxyRefusal: (refusal: Refusal, waitsForProxy: Bool)? {
        switch self {
        case .silent:
            (Refusal(status: 595, message: "Connection timed out", form: .empty), true)
        case .unreachable: (.unreachable, false)
        case .refusing: (Refusal(status: 595, message: "Connection refused", form: .empty), false)
        case .stalling, .slow: (.proxyTimeout, true)
        case .expired: (Refusal(status: 596, message: "certificate verify failed", form: .empty), false)
        case .unauthorized, .forbidden, .failing, .truncating, .webPage, .flooding: nil
        }
    }

    /// What the ill node makes of an answer.
    func spoil(_ reply: WireReply) -> WireReply {
        switch self {
        case .unauthorized: WireReply(.unauthorized("Authentication failed!"), format: .json, seed: 0)
        case .forbidden: WireReply(.forbidden("/", ["Sys.Audit"]), format: .json, seed: 0)
        case .failing:
            WireReply(
                .failed("unable to open '/etc/pve/user.cfg' - Transport endpoint is not connected"),
                format: .json, seed: 0)
        case .truncating: reply.half
        case .webPage:
            WireReply(
                contentType: "text/html;charset=UTF-8",
                text: "<!DOCTYPE html><html><title>Sign in to the portal</title></html>\n")
        case .flooding: .flood
        case .silent, .unreachable, .refusing, .stalling, .slow, .expired: reply
        }
    }
}
