import HTTP
import Text

/// Why a provider gave no usable answer.
///
/// `description` is one sentence for the operator.
package enum ProviderError: Error, Sendable, Hashable {
    /// The server cannot be reached.
    case offline(detail: String)
    /// The server was silent for too long.
    case timedOut(detail: String)
    /// The key is missing, wrong or revoked (401).
    case authentication(detail: String)
    /// The key may not do this (403).
    case forbidden(detail: String)
    /// Too many requests or tokens in a short time (429).
    case rateLimited(retryAfter: Duration?, detail: String)
    /// The server has too much to do (503, 529).
    case overloaded(retryAfter: Duration?, detail: String)
    /// The server is still loading its model, which takes seconds to minutes.
    case loading(detail: String)
    /// The account's money or its spending limit is used up: waiting a moment does not help.
    case spendLimit(detail: String)
    /// The conversation does not fit the model; both figures in tokens, when the server tells them.
    case contextOverflow(prompt: Int?, limit: Int?)
    /// The server does not know the model (404).
    case unknownModel(detail: String)
    /// The request was wrong in another way (other 4xx).
    case badRequest(status: Int, detail: String)
    /// The server failed (other 5xx), or reported a failure in the middle of its answer.
    case server(status: Int?, detail: String)
    /// The model could not make a valid tool call.
    case toolCallFailed(detail: String)
    /// The model declined to answer.
    case refused(category: String?)
    /// The answer broke off before its end; nothing in it was acted upon.
    case cutOff(detail: String)
    /// The configuration cannot work, for example an address that is no URL.
    case misconfigured(detail: String)
    /// The operator or the program stopped it.
    case cancelled
}

extension ProviderError: CustomStringConvertible {
    package var description: String { Untrusted(sentence).line }

    private var sentence: String {
        switch self {
        case .offline(let detail): "The model server cannot be reached: \(detail)."
        case .timedOut(let detail): "The model server did not answer in time: \(detail)."
        case .authentication(let detail):
            "The model server does not accept the API key (\(detail)); check it in the configuration."
        case .forbidden(let detail): "The API key may not do this: \(detail)."
        case .rateLimited(let wait, let detail):
            "The model server's rate limit is reached\(wait.after): \(detail)."
        case .overloaded(let wait, let detail): "The model server is overloaded\(wait.after): \(detail)."
        case .loading(let detail): "The model server is still loading the model: \(detail)."
        case .spendLimit(let detail): "The account's spending limit is reached: \(detail)."
        case .contextOverflow(let prompt?, let limit?):
            "The conversation has \(prompt) tokens and the model holds \(limit); begin a new one."
        case .contextOverflow: "The conversation is too long for the model; begin a new one."
        case .unknownModel(let detail): "The server does not know the model: \(detail)."
        case .badRequest(let status, let detail): "The server rejected the request (\(status)): \(detail)."
        case .server(let status?, let detail): "The model server failed (\(status)): \(detail)."
        case .server(nil, let detail): "The model server failed while answering: \(detail)."
        case .toolCallFailed(let detail): "The model produced no valid tool call: \(detail)."
        case .refused(let category): "The model declined to answer\(category.map { " (\($0))" } ?? "")."
        case .cutOff(let detail): "The answer broke off (\(detail)); nothing in it was acted upon."
        case .misconfigured(let detail): "The model server is not configured rightly: \(detail)."
        case .cancelled: "Stopped at your request."
        }
    }
}

extension ProviderError {
    /// Whether the same request may succeed a little later.
    package var isTransient: Bool {
        switch self {
        case .offline, .timedOut, .rateLimited, .overloaded, .loading: true
        case .server(let status, _): status != nil
        case .authentication, .forbidden, .spendLimit, .contextOverflow, .unknownModel, .badRequest,
            .toolCallFailed, .refused, .cutOff, .misconfigured, .cancelled:
            false
        }
    }

    /// How long the server asks to wait.
    package var retryAfter: Duration? {
        switch self {
        case .rateLimited(let wait, _), .overloaded(let wait, _): wait
        case .offline, .timedOut, .authentication, .forbidden, .loading, .spendLimit, .contextOverflow,
            .unknownModel, .badRequest, .server, .toolCallFailed, .refused, .cutOff, .misconfigured,
            .cancelled:
            nil
        }
    }

    /// The error with the key struck out, should the server have repeated it.
    func hiding(_ key: Secret?) -> ProviderError {
        guard let key else { return self }
        return switch self {
        case .offline(let detail): .offline(detail: key.covered(in: detail))
        case .timedOut(let detail): .timedOut(detail: key.covered(in: detail))
        case .authentication(let detail): .authentication(detail: key.covered(in: detail))
        case .forbidden(let detail): .forbidden(detail: key.covered(in: detail))
        case .rateLimited(let wait, let detail):
            .rateLimited(retryAfter: wait, detail: key.covered(in: detail))
        case .overloaded(let wait, let detail):
            .overloaded(retryAfter: wait, detail: key.covered(in: detail))
        case .loading(let detail): .loading(detail: key.covered(in: detail))
        case .spendLimit(let detail): .spendLimit(detail: key.covered(in: detail))
        case .unknownModel(let detail): .unknownModel(detail: key.covered(in: detail))
        case .badRequest(let status, let detail):
            .badRequest(status: status, detail: key.covered(in: detail))
        case .server(let status, let detail): .server(status: status, detail: key.covered(in: detail))
        case .toolCallFailed(let detail): .toolCallFailed(detail: key.covered(in: detail))
        case .cutOff(let detail): .cutOff(detail: key.covered(in: detail))
        case .misconfigured(let detail): .misconfigured(detail: key.covered(in: detail))
        case .refused(let category): .refused(category: category.map(key.covered))
        case .contextOverflow, .cancelled: self
        }
    }

    /// Reads a failure of the transport before or during an answer.
    init(_ error: HTTPError) {
        switch error {
        case .unresolved(let host): self = .offline(detail: "the name \(host) does not resolve")
        case .unreachable(let host, let detail): self = .offline(detail: "\(host): \(detail)")
        case .proxyUnreachable(let host, let proxy, let variable, let detail):
            self = .offline(
                detail:
                    "\(host) is asked through the proxy \(proxy), which \(variable) names: \(detail); no_proxy leaves "
                    + "hosts out")
        case .timedOut(let host, let phase, let after):
            self = .timedOut(detail: "\(host), \(phase), after \(after.components.seconds) s")
        case .fingerprintMismatch(let host, _, let presented):
            self = .misconfigured(detail: "\(host) presents another certificate, \(presented)")
        case .untrusted(let host, let detail, _):
            self = .misconfigured(detail: "the certificate of \(host) is not trusted: \(detail)")
        case .broken(let host, let detail, _): self = .offline(detail: "\(host): \(detail)")
        case .tooLarge(let host, let limit): self = .cutOff(detail: "\(host) sent more than \(limit) bytes")
        case .eventTooLarge(let limit): self = .cutOff(detail: "one event has more than \(limit) bytes")
        case .unusable(let detail): self = .misconfigured(detail: detail)
        case .cancelled: self = .cancelled
        }
    }
}

extension Duration? {
    /// A clause for an error sentence, empty when no wait is known.
    fileprivate var after: String {
        map { "; it asks to wait \($0.components.seconds) s" } ?? ""
    }
}
