import Synchronization

/// Numbers the actions of the operator's own hand, so that no two reports of different actions look alike.
package final class ActionNumbers: Sendable {
    private let last = Atomic(0)

    package init() {}

    /// One that was never given before; the first is 1.
    func next() -> Int {
        last.add(1, ordering: .relaxed).newValue
    }
}
