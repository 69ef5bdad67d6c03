import AIKit
import Jarvis
import Multiplexer
import Screen
import Text

/// The conversations of a cluster, the one spoken in last first; what is typed narrows them, and Enter goes on with one.
struct TalksLayer: NarrowingLayer {
    let cluster: String
    var narrowed: NarrowedList<TalkNote>
    let title = "CONVERSATIONS"
    static let width = 100
    static let lack = (ofAll: "There is no conversation yet.", ofFound: "None is called like this.")

    init(_ cluster: String, _ talks: [TalkNote]? = nil) {
        self.cluster = cluster
        narrowed = NarrowedList(talks) { [$0.title, $0.last].compactMap(\.self).joined(separator: " ") }
    }

    func hints(in state: AppState) -> [KeyHint] {
        [
            KeyHint(.enter, "Go on with it"), KeyHint([.down, .up], "Select"), KeyHint(.escape, "Close"),
        ]
    }

    func chosen(_ talk: TalkNote) -> LayerOutcome {
        let cluster = cluster
        return .closeAndChange { state in
            guard state.talk(of: cluster, { $0.isBusy }) != true else {
                state.announce("Jarvis is answering; stop him first, or wait.", .notice)
                return []
            }
            guard !talk.isCurrent else { return [] }
            return [.kit(.talk(.open(talk.id, cluster: cluster)))]
        }
    }
}

extension TalksLayer {
    /// How many questions, who answered and what that cost, where there is room for it.
    private static let factsWidth = 34
    private static let wide = 76
    /// Columns below which a last question would say nothing.
    private static let shortest = 12

    func draw(_ talk: TalkNote, into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene) {
        let ink = scene.ink
        let rest = drawTime(talk.time.timeIntervalSince1970, into: &frame, row, on: ground, scene)
        let (facts, words) = rest.splitLeft(rest.width < Self.wide ? 0 : Self.factsWidth)
        frame.put(
            Self.facts(of: talk).clipped(toColumns: Self.factsWidth - 1, ellipsis: scene.glyphs.ellipsis),
            in: facts, style: ink.dim.on(ground), glyphs: scene.glyphs)
        let title = Excerpt(of: talk.title, around: "").line(ellipsis: scene.glyphs.ellipsis)
        let name =
            title + (talk.isCurrent ? " (this one)" : "") + (talk.origin.map { " (from #\($0.id))" } ?? "")
        // Branches of a talk have its name: what was asked last tells them apart.
        let last = talk.last.map { Excerpt(of: $0, around: "").line(ellipsis: scene.glyphs.ellipsis) }
        let (named, room) = words.splitLeft(
            last == nil ? words.width : min(name.columns, words.width * 3 / 5))
        frame.put(
            name.clipped(toColumns: named.width, ellipsis: scene.glyphs.ellipsis), in: named,
            style: (talk.isCurrent ? ink.accent : ink.text).on(ground), glyphs: scene.glyphs)
        guard let last, room.width > Self.shortest else { return }
        frame.put(
            "  \(scene.glyphs.ellipsis) \(last)".clipped(
                toColumns: room.width, ellipsis: scene.glyphs.ellipsis), in: room,
            style: ink.dim.on(ground), glyphs: scene.glyphs)
    }

    /// `3 questions, haiku, $0.012`.
    private static func facts(of talk: TalkNote) -> String {
        let count = talk.questions == 1 ? "1 question" : "\(talk.questions) questions"
        let models = talk.models.map { Untrusted($0).line }
        let cost = talk.cost == .zero ? [] : [talk.cost.description]
        return ([count] + models + cost).joined(separator: ", ")
    }
}
