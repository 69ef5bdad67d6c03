import CPOSIX
import Glibc

/// What a house's shells leave behind: programs whose parents have ended become the house's own children, so that
/// whoever asks which house they belong to finds it among their ancestors, see prctl(2), PR_SET_CHILD_SUBREAPER.
///
/// A parent has to take what ended off the kernel's list. Others of this process wait for what they started, and find
/// their child's exit code there: so nothing is taken that anybody could still wait for.
package final class Orphans {
    /// When a child was first seen that has ended and may be waited for.
    private var ended: [Int32: ContinuousClock.Instant] = [:]

    /// Who waits for a child has taken its exit code long before.
    private static let patience = Duration.seconds(10)

    /// Adopts the orphans from now on; ``reap()`` is to be called upon SIGCHLD and at ``deadline``.
    package init() {
        _ = jarvis_adopt_orphans()
    }

    /// When there is something to reap without another SIGCHLD.
    package var deadline: ContinuousClock.Instant? {
        ended.values.min().map { $0 + Orphans.patience }
    }

    /// Takes off the kernel's list what has ended and nobody waits for.
    package func reap() {
        let now = ContinuousClock.now
        var left: [Int32: ContinuousClock.Instant] = [:]
        for status in ProcessStatus.children(of: getpid()) {
            let child = status.process
            guard status.parent == getpid(), status.hasEnded else { continue }
            let since = ended[child] ?? now
            if isLeft(status) || now - since >= Orphans.patience {
                var code: Int32 = 0
                waitpid(child, &code, WNOHANG)
            } else {
                left[child] = since
            }
        }
        ended = left
    }

    /// Whether it cannot have been started by this process, whose children are of its own session or lead one.
    private func isLeft(_ status: ProcessStatus) -> Bool {
        status.session != status.process && status.session != getsid(0)
    }
}
