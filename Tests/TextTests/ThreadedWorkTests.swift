import Foundation
import Glibc
import Testing

@testable import Text

/// Work that hangs is left alone, and nobody waits for it for ever.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ThreadedWorkTests {
    /// A pipe that nobody writes into: opening it to read hangs until somebody does.
    private struct Pipe {
        let path = NSTemporaryDirectory() + "jarvis-pipe-\(UUID().uuidString)"

        init() { #expect(mkfifo(path, 0o600) == 0) }

        /// What hangs, and says 1 when it is let go.
        var hanging: @Sendable () -> Int {
            { [path] in
                close(open(path, O_RDONLY))
                return 1
            }
        }

        /// Lets go who hangs, also somebody who comes to it late.
        func release() {
            let writer = open(path, O_RDWR | O_NONBLOCK)
            #expect(writer >= 0)
            unlink(path)
            close(writer)
        }
    }

    @Test func `work that ends in time gives its value`() async {
        #expect(await ThreadedWork.value(within: .seconds(60)) { 7 } == 7)
    }

    @Test
    func `work that hangs is given up, and where too much hangs no other is begun until some of it is over`()
        async
    {
        let pipe = Pipe()
        for _ in 0..<8 {
            #expect(await ThreadedWork.value(within: .milliseconds(5), of: pipe.hanging) == nil)
        }
        #expect(await ThreadedWork.value(within: .seconds(3_600), of: pipe.hanging) == nil)
        pipe.release()
        var value: Int?
        while value == nil {
            await Task.yield()
            value = await ThreadedWork.value(within: .seconds(60)) { 7 }
        }
        #expect(value == 7)
    }
}
