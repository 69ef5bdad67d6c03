/// How the machine of a model server is woken that sleeps until it is needed, and how long that may take.
package struct Waking: Sendable {
    /// Has it woken; whether that did anything is seen by its answer alone.
    let call: @Sendable () async -> Void
    /// From the first attempt that failed to the last.
    let longest: Duration
    /// Between two attempts.
    let pause: Duration

    package init(
        longest: Duration = .seconds(180), pause: Duration = .seconds(3),
        call: @escaping @Sendable () async -> Void
    ) {
        self.call = call
        self.longest = longest
        self.pause = pause
    }

    /// A machine that sleeps cannot be reached; one that says anything is awake.
    func mayHelp(_ failure: ProviderError) -> Bool {
        switch failure {
        case .offline, .timedOut: true
        case .authentication, .forbidden, .rateLimited, .overloaded, .loading, .spendLimit, .contextOverflow,
            .unknownModel, .badRequest, .server, .toolCallFailed, .refused, .cutOff, .misconfigured,
            .cancelled:
            false
        }
    }
}
