import AIKit
import Glibc
import Jarvis
import Testing

@testable import JarvisTUI
@testable import Multiplexer

struct MailboxTests {
    private static func word(_ number: Int) -> Event {
        .news(KitEvent.agent(.textDelta("\(number) "), of: "lab"))
    }

    /// Whether the mailbox wakes its loop.
    private static func isWoken(_ mailbox: Mailbox) -> Bool {
        var polled = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
        return poll(&polled, 1, 0) == 1
    }

    private static func words(_ events: [Event]) -> String {
        events.reduce(into: "") { text, event in
            if case .news(let news) = event, case .agent(.textDelta(let word), _)? = news as? KitEvent {
                text += word
            }
        }
    }

    @Test func `words of an answer come all and in their order, the first at once`() async throws {
        let mailbox = try Mailbox()
        mailbox.send(Self.word(0))
        #expect(Self.isWoken(mailbox))
        var heard = Self.words(mailbox.drain())
        for number in 1..<200 { mailbox.send(Self.word(number)) }
        let all = (0..<200).map { "\($0) " }.joined()
        for _ in 0..<5_000 where heard != all {
            if Self.isWoken(mailbox) { heard += Self.words(mailbox.drain()) }
            try await Task.sleep(for: .milliseconds(2))
        }
        #expect(heard == all)
    }

    @Test func `what is no reading wakes the loop at once, with the words before it`() throws {
        let mailbox = try Mailbox()
        mailbox.send(Self.word(0))
        _ = mailbox.drain()
        mailbox.send(Self.word(1))
        mailbox.send(.tick)
        #expect(Self.isWoken(mailbox))
        let events = mailbox.drain()
        #expect(Self.words(events) == "1 " && events.last?.isTick == true)
    }
}
