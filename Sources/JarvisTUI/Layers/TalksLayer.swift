import AIKit
import Jarvis
import Multiplexer
import Screen
import Text

/// The conversations of a cluster, the one spoken in last first; what is typed narrows them, and Enter goes on with one.
struct TalksLayer: ChoosingLayer {
    var chooser = Chooser(.text)
    let cluster: String
    private var editor = LineEditor()
    /// `nil` while they are asked for.
    private var talks: [TalkNote]?

    init(_ cluster: String, _ talks: [TalkNote]? = nil) {
        self.cluster = cluster
        self.talks = talks
    }

    /// Takes what the memory has; what was typed meanwhile stays.
    mutating func receive(_ talks: [TalkNote]) {
        self.talks = talks
    }

    func hints(in state: AppState) -> [KeyHint] {
        [
            KeyHint(.enter, "Go on with it"), KeyHint([.down, .up], "Select"), KeyHint(.escape, "Close"),
        ]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let found = matches
        switch chooser.handle(input.key, count: found.count, state.catalog) {
        case .chosen(let index): return chosen(found[index])
        case .left: return .close([])
        case .none where editor.edit(input): chooser.begin()
        case .none, .moved: break
        }
        return .stay([])
    }

    func count(in state: AppState) -> Int { matches.count }

    func chosen(_ index: Int, in state: AppState) -> LayerOutcome { chosen(matches[index]) }

    private func chosen(_ talk: TalkNote) -> LayerOutcome {
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

    /// Those with all the words in their titles, wherever they stand.
    private var matches: [TalkNote] {
        let words = editor.text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        return (talks ?? []).filter { talk in
            words.allSatisfy { talk.title.contains(lowercased: $0) }
        }
    }
}

extension TalksLayer {
    private static let timeWidth = 13
    /// How many questions, who answered and what that cost, where there is room for it.
    private static let factsWidth = 34
    private static let wide = 76

    func box(in state: AppState) -> Rect? { Self.box(state.size) }

    private static func box(_ size: Size) -> Rect {
        Dialog.box(of: size, width: 100, height: min(20, max(6, size.height - 6)))
    }

    func list(in state: AppState) -> Rect { Dialog.room(in: Self.box(state.size)).splitTop(2).rest }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let found = matches
        let inner = Dialog(scene: scene, title: "CONVERSATIONS").draw(
            into: &frame, Self.box(scene.state.size))
        let (sign, line) = inner.row(0).splitLeft(2)
        frame.put(
            scene.glyphs[.pointer] + " ", at: sign.origin, style: ink.key.on(ink.raised.background), in: sign)
        frame.cursor = editor.draw(into: &frame, line, style: ink.raised, glyphs: scene.glyphs).cursor
        let list = list(in: scene.state)
        guard !found.isEmpty else {
            let words =
                talks == nil
                ? "Asking the memory."
                : editor.isEmpty ? "There is no conversation yet." : "None is called like this."
            frame.put(words, in: list.row(0), style: ink.dim.on(ink.raised.background), glyphs: scene.glyphs)
            return
        }
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, ground in
            draw(found[index], into: &frame, row, on: ground, scene)
        }
    }

    private func draw(
        _ talk: TalkNote, into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene
    ) {
        let ink = scene.ink
        let time = scene.state.wallClock.near(talk.time.timeIntervalSince1970, seenAt: scene.now.epoch)
        let (at, rest) = row.splitLeft(Self.timeWidth)
        frame.put(time, in: at, style: ink.dim.on(ground), glyphs: scene.glyphs)
        let (facts, words) = rest.splitLeft(rest.width < Self.wide ? 0 : Self.factsWidth)
        frame.put(
            Self.facts(of: talk).clipped(toColumns: Self.factsWidth - 1, ellipsis: scene.glyphs.ellipsis),
            in: facts, style: ink.dim.on(ground), glyphs: scene.glyphs)
        let title = Excerpt(of: talk.title, around: "").line(ellipsis: scene.glyphs.ellipsis)
        frame.put(
            talk.isCurrent ? "\(title) (this one)" : title, in: words,
            style: (talk.isCurrent ? ink.accent : ink.text).on(ground), glyphs: scene.glyphs)
    }

    /// `3 questions, haiku, $0.012`.
    private static func facts(of talk: TalkNote) -> String {
        let count = talk.questions == 1 ? "1 question" : "\(talk.questions) questions"
        let models = talk.models.map { Untrusted($0).line }
        let cost = talk.cost == .zero ? [] : [talk.cost.description]
        return ([count] + models + cost).joined(separator: ", ")
    }
}
