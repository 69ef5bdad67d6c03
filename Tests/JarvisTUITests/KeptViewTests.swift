import ClusterKit
import Jarvis
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// Views of the cluster's column that are kept under names.
@Suite struct KeptViewTests {
    /// A column that is narrowed, put in order and folded.
    private static func looked() throws -> AppState {
        var state = Sample.state(snapshot: Sample.calm)
        state.focus(.cluster)
        _ = state.filter(try Filter(parsing: "tag:media"))
        state.cluster.arrange(Arrangement(order: .memory, grouping: .tag))
        state.cluster.toggleAll()
        return state
    }

    @Test func `a view is kept under a name, and comes back as it was`() throws {
        var state = try Self.looked()
        let view = state.cluster.view
        state.press("v", "+")
        state.type("media")
        let effects = state.press("Enter")
        #expect(effects == [.kit(.remember(.views, state.house.views.text))])
        #expect(state.picture().text.contains("The view media is kept."))
        state.cluster.look(.none, Arrangement(), Folding())
        state.press("v", "Enter")
        #expect(state.layers.isEmpty && state.focus == .cluster)
        #expect(state.cluster.view == view)
    }

    @Test func `the border has a view's name as long as it is unchanged`() throws {
        var state = try Self.looked()
        _ = state.keepView(as: "at night")
        state.wait(until: 10)
        #expect(state.picture().text.contains(" at night "))
        #expect(!state.picture().text.contains("/tag:media"))
        state.press("o", "n")
        #expect(!state.picture().text.contains(" at night "))
        #expect(state.picture().text.contains("/tag:media by name"))
    }

    @Test func `a view is deleted by a key that names it`() throws {
        var state = try Self.looked()
        _ = state.keepView(as: "one")
        _ = state.keepView(as: "two")
        state.wait(until: 10)
        state.press("v")
        #expect(state.picture().text.contains("d Delete two"))
        state.press("k")
        #expect(state.picture().text.contains("d Delete one"))
        state.press("d")
        #expect(state.house.views.all.map(\.name) == ["two"])
        state.press("d", "d")
        #expect(state.house.views.all.isEmpty)
        #expect(state.layers.last is ViewsLayer)
    }

    @Test func `the palette finds a view by its name`() throws {
        var state = try Self.looked()
        let view = state.cluster.view
        _ = state.keepView(as: "media")
        state.cluster.look(.none, Arrangement(), Folding())
        state.press(":")
        state.type("view med")
        state.press("Enter")
        #expect(state.cluster.view == view)
    }

    @Test func `a view that folds the selected guest away leaves a row selected`() throws {
        var state = Sample.state(snapshot: Sample.calm)
        state.cluster.toggleAll()
        _ = state.keepView(as: "folded")
        state.cluster.reveal(.guest(GuestID(.lxc, 103)))
        #expect(state.cluster.selection == .guest(GuestID(.lxc, 103)))
        _ = state.useView("folded")
        let selection = try #require(state.cluster.selection)
        #expect(state.cluster.rows.contains(selection))
    }

    @Test func `views are written down and read again`() throws {
        var views = KeptViews()
        let folding = Folding(nodes: ["pve"], groups: ["tag \"a\""], headings: [.tasks])
        views.keep(
            ClusterView(
                filter: "node:pve -\"x y\"", arrangement: Arrangement(order: .backup, grouping: .pool),
                folding: folding), as: "näme")
        views.keep(ClusterView(), as: "all")
        let read = KeptViews(reading: views.text)
        #expect(read.all == views.all && read.all.map(\.name) == ["all", "näme"])
    }

    @Test(arguments: [
        "", "nonsense", "{}", "[1, null, {}]", #"[{"name": "a"}]"#,
        #"[{"name": "a", "filter": "/[/", "order": "name", "grouping": "node"}]"#,
        #"[{"name": "a", "filter": "", "order": "taste", "grouping": "node"}]"#,
        #"[{"name": " ", "filter": "", "order": "name", "grouping": "node"}]"#,
    ])
    func `what is no view is left out`(text: String) {
        #expect(KeptViews(reading: text).all.isEmpty)
    }

    @Test func `views are bounded in number and length, and names are fit to be drawn`() throws {
        var views = KeptViews()
        for number in 0..<KeptViews.most + 5 { views.keep(ClusterView(), as: "\(number)") }
        #expect(views.all.count == KeptViews.most)
        #expect(views.refusal(of: ClusterView(), as: "more") != nil)
        #expect(views.refusal(of: ClusterView(), as: "0") == nil)
        views = KeptViews()
        let wide = ClusterView(filter: String(repeating: "x", count: 20_000))
        views.keep(wide, as: "wide")
        #expect(views.all.isEmpty && views.refusal(of: wide, as: "wide") != nil)
        #expect(KeptViews.name("  ") == nil)
        let name = try #require(KeptViews.name(" a\u{1B}[31m\n│" + String(repeating: "b", count: 99)))
        #expect(name.count == KeptViews.longestName && !name.contains("\u{1B}") && !name.contains("│"))
    }

    @Test func `of two views alike the one that was used last gives the border its name`() throws {
        var state = try Self.looked()
        _ = state.keepView(as: "one")
        _ = state.keepView(as: "two")
        #expect(state.house.views.name(of: state.cluster.view) == "two")
        _ = state.useView("one")
        #expect(state.house.views.name(of: state.cluster.view) == "one")
        #expect(state.useView("three").isEmpty)
    }
}
