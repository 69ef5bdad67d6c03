import FoundationEssentials
import Testing

@testable import Memory

struct FactTests {
    private func fact(_ text: String, in cluster: String = "home", instead old: FactRecord.ID? = nil)
        -> FactRecord
    {
        FactRecord(time: .at(1), cluster: cluster, text: text, source: "/remember", supersedes: old)
    }

    private func kept(_ store: Store, _ fact: FactRecord) async throws -> FactRecord.ID {
        guard case .kept(let id) = try await store.facts.keep(fact) else {
            Issue.record("not kept: \(fact.text)")
            return FactRecord.ID(rawValue: 0)
        }
        return id
    }

    @Test func `facts stand in their own cluster, the newest first, over a restart`() async throws {
        let scratch = try Scratch()
        let store = try await scratch.store()
        _ = try await kept(store, fact("101 may be off at night"))
        _ = try await kept(store, fact("write\u{0} to pbs"))
        _ = try await kept(store, fact("another", in: "lab"))
        try await store.close()
        let again = try await scratch.store()
        #expect(try await again.facts.list(of: "home").map(\.text).last == "101 may be off at night")
        #expect(try await again.facts.list(of: "home").count == 2)
        #expect(try await again.facts.list(of: "lab").map(\.text) == ["another"])
    }

    @Test func `a fact takes another's place once, and only in its cluster`() async throws {
        let store = try Store.temporary().store
        let first = try await kept(store, fact("one"))
        #expect(try await store.facts.keep(fact("x", in: "lab", instead: first)) == .missing)
        _ = try await kept(store, fact("two", instead: first))
        #expect(try await store.facts.keep(fact("three", instead: first)) == .missing)
        #expect(try await store.facts.list(of: "home").map(\.text) == ["two"])
    }

    @Test func `what is forgotten stands no more`() async throws {
        let store = try Store.temporary().store
        let id = try await kept(store, fact("one"))
        #expect(try await !store.facts.forget(id, of: "lab", at: .at(2)))
        #expect(try await store.facts.forget(id, of: "home", at: .at(2)))
        #expect(try await !store.facts.forget(id, of: "home", at: .at(3)))
        #expect(try await store.facts.list(of: "home").isEmpty)
    }

    @Test func `no more stand than anybody reads`() async throws {
        let store = try Store.temporary().store
        for number in 0..<Facts.most { _ = try await kept(store, fact("\(number)")) }
        #expect(try await store.facts.keep(fact("one more")) == .full)
        let newest = try #require(try await store.facts.list(of: "home").first?.id)
        _ = try await kept(store, fact("instead", instead: newest))
    }
}
