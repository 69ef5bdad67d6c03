import CPOSIX
import Glibc

/// Shutting down: steps in order, each with the time it may take, and whatever happens the last one.
///
/// A step that takes longer is cancelled and left behind; the next one begins.
package struct Shutdown: Sendable {
    private let steps: [Step]

    /// The steps in their order, for example: hang up the shells, close the connections, close the database.
    package init(_ steps: [Step]) {
        self.steps = steps
    }

    /// Something to end.
    package struct Step: Sendable {
        package let name: String
        package let limit: Duration
        fileprivate let run: @Sendable () async -> Void

        /// - Parameters:
        ///   - name: for the log, for example "close the database".
        ///   - limit: after this it is left behind.
        ///   - run: ends the thing; should not block its thread.
        package init(_ name: String, within limit: Duration, _ run: @escaping @Sendable () async -> Void) {
            self.name = name
            self.limit = limit
            self.run = run
        }
    }

    /// What became of a step.
    package struct Outcome: Sendable, Equatable {
        package let name: String

        /// False when its time was over first.
        package let isFinished: Bool
    }

    /// Takes the steps and then the last one, which runs on this thread; blocks at most the sum of the limits.
    ///
    /// - Parameter last: gives the terminal back.
    /// - Returns: what became of each step, in order.
    /// - Throws: ``HouseError/system(call:subject:code:)`` when no pipe is to be had; `last` has run even then.
    @discardableResult
    package func run(last: () -> Void) throws(HouseError) -> [Outcome] {
        defer { last() }
        var outcomes: [Outcome] = []
        for step in steps {
            let finished = try WakePipe()
            let task = Task.detached {
                await step.run()
                finished.wake()
            }
            let isFinished = try finished.wait(until: Deadline(after: step.limit))
            if !isFinished { task.cancel() }
            outcomes.append(Outcome(name: step.name, isFinished: isFinished))
        }
        return outcomes
    }
}

/// A word to the service manager: sd_notify(3), a datagram to the socket `$NOTIFY_SOCKET` names.
package enum ServiceNotice {
    /// Sends an assignment such as `READY=1`; does nothing when no manager listens.
    package static func send(_ assignment: String) throws(HouseError) {
        guard let name = Environment.ofThisProcess["NOTIFY_SOCKET"], name.hasPrefix("/") else { return }
        let address = try SocketAddress(name)
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let manager = Descriptor(
            try HouseError.checking("socket", "a unix socket") { socket(AF_UNIX, type, 0) })
        try HouseError.checking("connect", name) { address.with { connect(manager.number, $0, $1) } }
        let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
        try HouseError.checking("send", name) {
            Int32(Glibc.send(manager.number, assignment, assignment.utf8.count, flags))
        }
    }
}
