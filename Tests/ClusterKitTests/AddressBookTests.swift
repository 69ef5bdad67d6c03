import Testing

@testable import ClusterKit

struct AddressBookTests {
    private let start = ContinuousClock.now
    private let web = GuestID(.qemu, 101)

    /// Guests that run for so long.
    private static func guests(_ count: Int = 1, up seconds: Int = 9_000, on node: NodeName = "pve")
        -> [Guest]
    {
        (0..<count).compactMap { VMID(101 + $0) }.map { vmid in
            Guest(id: GuestID(.qemu, vmid), node: node, status: .running, uptime: .seconds(seconds))
        }
    }

    private func due(_ book: AddressBook) -> [Int] { book.due.map(\.guest.vmid.number) }

    private func answer(
        _ outcome: AddressBook.Answer.Outcome, _ second: Int, _ vmid: VMID = 101
    ) -> AddressBook.Answer {
        AddressBook.Answer(guest: GuestID(.qemu, vmid), outcome: outcome, moment: start + .seconds(second))
    }

    /// How many seconds after an answer the guest is due again, to the minute.
    private func pause(after outcome: AddressBook.Answer.Outcome, up seconds: Int) -> Int? {
        var book = AddressBook()
        book.follow(Self.guests(up: seconds), at: start)
        book.note([answer(outcome, 0)])
        return stride(from: 0, through: 100_000, by: 30).first { second in
            book.follow(Self.guests(up: seconds), at: start + .seconds(second))
            return !book.due.isEmpty
        }
    }

    @Test func `a few guests are asked at a time, who waits longest first`() throws {
        var book = AddressBook()
        book.follow(Self.guests(6), at: start)
        #expect(due(book) == [101, 102, 103, 104])
        book.note(try [101, 102, 103, 104].map { answer(.told(nil), 1, try #require(VMID($0))) })
        #expect(due(book) == [105, 106])
        book.note(try [105, 106].map { answer(.refused, 2, try #require(VMID($0))) })
        #expect(due(book).isEmpty)
    }

    @Test func `only guests that run are asked, and one that stops is forgotten`() {
        var book = AddressBook()
        var guests = Self.guests(3)
        guests[1].status = .stopped
        guests[2].status = .unknown
        book.follow(guests, at: start)
        #expect(due(book) == [101])
        book.note([answer(.told(IPAddress("192.0.2.5")), 1)])
        #expect(book[web] == IPAddress("192.0.2.5"))
        guests[0].status = .stopped
        book.follow(guests, at: start + .seconds(4))
        #expect(book[web] == nil && due(book).isEmpty)
    }

    @Test
    func
        `what is known is looked at again after half an hour, what is refused after six, what got lost soon`()
    {
        #expect(pause(after: .told(IPAddress("192.0.2.5")), up: 9_000) == 1_800)
        #expect(pause(after: .told(nil), up: 9_000) == 1_800)
        #expect(pause(after: .refused, up: 9_000) == 21_600)
        #expect(pause(after: .lost, up: 9_000) == 300)
    }

    @Test func `a guest that has just started is asked again until it had the time to tell`() {
        #expect(pause(after: .refused, up: 20) == 30)
        #expect(pause(after: .told(nil), up: 20) == 30)
        #expect(pause(after: .told(IPAddress("192.0.2.5")), up: 20) == 1_800)
        #expect(pause(after: .refused, up: 300) == 21_600)
    }

    @Test(arguments: [guests(up: 3), guests(up: 9_004, on: "home")])
    func `one that started again or moved is asked at once`(after: [Guest]) {
        var book = AddressBook()
        book.follow(Self.guests(), at: start)
        book.note([answer(.told(IPAddress("192.0.2.5")), 0)])
        book.follow(Self.guests(up: 9_004), at: start + .seconds(4))
        #expect(due(book).isEmpty)
        book.follow(after, at: start + .seconds(8))
        #expect(book.due == [AddressBook.Question(guest: web, node: after[0].node)])
    }

    @Test func `a question that got lost takes nothing away, a refusal does`() {
        var book = AddressBook()
        book.follow(Self.guests(), at: start)
        book.note([answer(.told(IPAddress("192.0.2.5")), 0)])
        book.note([answer(.lost, 1_800)])
        #expect(book[web] == IPAddress("192.0.2.5"))
        book.note([answer(.refused, 2_100)])
        #expect(book[web] == nil)
    }
}
