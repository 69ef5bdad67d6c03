import FoundationEssentials
import Testing

@testable import Memory

struct EventLogTests {
    @Test func `an event comes back as it was kept`() async throws {
        let store = try Store.temporary().store
        var event = EventRecord(
            time: .at(0.123), severity: .critical, origin: .automatic, kind: "node.unreachable",
            subject: "pve",
            cluster: "home", title: "Node pve is gone ☠", detail: "last seen\n12 s ago", dedupeKey: "pve/gone"
        )
        event.id = try await store.events.append(event)
        #expect(try await store.events.list() == [event])
    }

    @Test func `an event with a known key is the same event and is kept once`() async throws {
        let store = try Store.temporary().store
        var task = EventRecord.sample(1)
        task.dedupeKey = "UPID:pve:1"
        let ids = try await store.events.append([task, .sample(2), task, .sample(2)])
        #expect(ids.map { $0 != nil } == [true, true, false, true])
        #expect(try await store.events.append(task) == nil)
        #expect(try await store.counts().events == 3)
    }

    @Test func `pages follow each other without gap or repeat, whatever came in when`() async throws {
        let store = try Store.temporary().store
        let events = (0..<97).map { EventRecord.sample($0 * 31 % 97 / 3) }
        _ = try await store.events.append(events)
        var seen: [EventRecord] = []
        while true {
            let page = try await store.events.list(before: seen.last, limit: 10)
            seen += page
            if page.count < 10 { break }
        }
        #expect(seen.count == 97)
        #expect(Set(seen.map(\.id)).count == 97)
        #expect(seen.map(\.time) == seen.map(\.time).sorted(by: >))
    }

    @Test(arguments: [
        (EventFilter(severity: .warning), ["c", "d"]),
        (EventFilter(origins: [.model, .operator]), ["b", "c"]),
        (EventFilter(cluster: "lab"), ["d"]),
        (EventFilter(subject: "pve"), ["a"]),
        (EventFilter(text: "MELT reac"), ["d"]),
        (EventFilter(since: .at(3)), ["c", "d"]),
        (EventFilter(severity: .notice, origins: [.operator], text: "started"), ["b"]),
        (EventFilter(severity: .critical, origins: [.operator]), []),
    ])
    func `a filter lets through what it says`(filter: EventFilter, titles: [String]) async throws {
        let store = try Store.temporary().store
        func event(
            _ time: Double, _ severity: EventRecord.Severity, _ origin: Origin, _ title: String,
            _ detail: String, subject: String? = nil, cluster: String = "home"
        ) -> EventRecord {
            EventRecord(
                time: .at(time), severity: severity, origin: origin, kind: "test", subject: subject,
                cluster: cluster, title: title, detail: detail)
        }
        _ = try await store.events.append([
            event(1, .info, .system, "a", "quiet", subject: "pve"),
            event(2, .notice, .operator, "b", "guest started"),
            event(3, .warning, .model, "c", "hot"),
            event(4, .critical, .automatic, "d", "Réactor melting", cluster: "lab"),
        ])
        #expect(try await store.events.list(filter).reversed().map(\.title) == titles)
    }

    @Test(arguments: [
        ("pve-01", ["Node pve-01 is back", "Node pve-012 is back"]), ("what?", ["What?"]), ("WHA", ["What?"]),
        ("\"is back\"", ["Node pve-01 is back", "Node pve-012 is back"]), ("10.0.0.7", ["10.0.0.7 answers"]),
        ("back OR", []), ("title:node", []), ("NEAR(", []), ("nothing*", []), ("ünlücky", ["Unlucky"]),
        ("a\0b", []), ("node -pve", ["Node pve-01 is back", "Node pve-012 is back"]),
    ])
    func `whatever is typed into a search is text`(text: String, titles: [String]) async throws {
        let store = try Store.temporary().store
        for title in ["Node pve-01 is back", "Node pve-012 is back", "What?", "10.0.0.7 answers", "Unlucky"] {
            try await store.events.append(
                EventRecord(time: .at(0), severity: .info, origin: .system, kind: "test", title: title))
        }
        #expect(try await store.events.list(EventFilter(text: text)).reversed().map(\.title) == titles)
    }

    @Test(arguments: ["", "  ", "?", "\"\"", "* - ^", "\u{2400}", "—"])
    func `a text without letters and digits lets all pass`(text: String) async throws {
        let store = try Store.temporary().store
        try await store.events.append(.sample(1))
        #expect(try await store.events.list(EventFilter(text: text)).count == 1)
    }

    @Test func `a NUL inside a text is kept as its picture and cuts nothing off`() async throws {
        let store = try Store.temporary().store
        var event = EventRecord.sample(1)
        event.title = "before\0after"
        try await store.events.append(event)
        #expect(try await store.events.list().map(\.title) == ["before\u{2400}after"])
    }

    @Test func `a write goes on when its task is cancelled`() async throws {
        let store = try Store.temporary().store
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.events.append(.sample(1))
        }
        #expect(try await task.value != nil)
        #expect(try await store.counts().events == 1)
    }
}
