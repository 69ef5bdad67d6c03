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

    /// Waits until the mailbox wakes its loop; false where it does not within a while.
    private static func isWoken(_ mailbox: Mailbox, within milliseconds: Int32 = 10_000) -> Bool {
        var polled = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
        return poll(&polled, 1, milliseconds) == 1
    }

    private static func words(_ events: [Event]) -> String {
        events.reduce(into: "") { text, event in
            if case .news(let news) = event, case .agent(.textDelta(let word), _)? = news as? KitEvent {
                text += word
            }
        }
    }

    @Test func `words of an answer come all and in their order, the first at once`() throws {
        let mailbox = try Mailbox()
        mailbox.send(Self.word(0))
        #expect(Self.isWoken(mailbox, within: 0))
        var heard = Self.words(mailbox.drain())
        for number in 1..<200 { mailbox.send(Self.word(number)) }
        let all = (0..<200).map { "\($0) " }.joined()
        while heard != all, Self.isWoken(mailbox) { heard += Self.words(mailbox.drain()) }
        #expect(heard == all)
    }

    @Test func `what is no reading wakes the loop at once, with the words before it`() throws {
        let mailbox = try Mailbox()
        mailbox.send(Self.word(0))
        _ = mailbox.drain()
        mailbox.send(Self.word(1))
        mailbox.send(.tick)
        #expect(Self.isWoken(mailbox, within: 0))
        let events = mailbox.drain()
        #expect(Self.words(events) == "1 " && events.last?.isTick == true)
    }
}
