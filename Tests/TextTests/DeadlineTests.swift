import Testing

@testable import Text

struct DeadlineTests {
    @Test func `work that ends in time gives its value or its error`() async throws {
        #expect(try await withDeadline(.seconds(60)) { 7 } == 7)
        await #expect(throws: DeadlineExceeded(limit: .zero)) {
            try await withDeadline(.seconds(60)) { throw DeadlineExceeded(limit: .zero) }
        }
    }

    @Test func `work that does not end is cancelled at the deadline`() async {
        let limit = Duration.milliseconds(5)
        let (endings, ending) = AsyncStream.makeStream(of: Bool.self)
        await #expect(throws: DeadlineExceeded(limit: limit)) {
            try await withDeadline(limit) {
                defer { ending.yield(Task.isCancelled) }
                try await Task.sleep(for: .seconds(3_600))
            }
        }
        ending.finish()
        #expect(await endings.reduce(into: []) { $0.append($1) } == [true])
    }

    @Test func `work ends with what is around it`() async {
        let around = Task {
            try await withDeadline(.seconds(3_600)) { try await Task.sleep(for: .seconds(3_600)) }
        }
        around.cancel()
        await #expect(throws: CancellationError.self) { try await around.value }
    }
}
