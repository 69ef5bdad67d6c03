import ClusterKit
import FoundationEssentials
import Multiplexer
import Screen
import Text

/// All that is amiss in a cluster, the worst first; each line leads to its thing, and the guest's keys act on it.
struct AmissLayer: ChoosingLayer {
    /// What was found when it was opened: what comes meanwhile is added below and moves nothing.
    var found: [HealthFinding]
    var chooser = Chooser(.plain)

    init(_ state: AppState) {
        found = Self.findings(in: state)
    }

    func hints(in state: AppState) -> [KeyHint] {
        guard let finding = selected(in: state) else { return [KeyHint(.escape, "Close")] }
        let acts = AmissActs(finding: finding, state: state)
        let ask = state.catalog.command(id: "cluster.explain")?.hint("Ask Jarvis")
        let copy = state.catalog.command(id: "cluster.copy")?.hint("Copy")
        let catalog = state.catalog
        return catalog.hint([ListAction.choose], "Look at it") + acts.ofGuest + acts.log
            + [ask].compactMap(\.self) + acts.silence + [copy].compactMap(\.self)
            + catalog.hint([ListAction.down, .up], "Select") + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let findings = findings(in: state)
        let opening = state.catalog.keys(of: "amiss")
        switch chooser.handle(input.key, count: findings.count, opening: opening, state.catalog) {
        case .chosen(let index): return Self.look(at: findings[index])
        case .left: return .close([])
        case .moved: return .stay([])
        case .none: break
        }
        guard let key = input.key, let finding = selected(in: state) else { return .stay([]) }
        if state.catalog.action(for: key) == AmissAction.silence {
            return .closeAndChange { $0.silence(finding) }
        }
        guard let command = state.catalog.command(for: key, in: .panel(.cluster))
        else { return .stay([]) }
        if command.id == "cluster.copy" { return .stayAndChange { $0.copy(finding.text) } }
        if command.id == "cluster.explain" { return .closeAndChange { $0.ask(about: finding) } }
        if command.id == AmissActs.logCommand {
            guard let task = AmissActs(finding: finding, state: state).task else { return .stay([]) }
            return .closeAndChange { $0.look(at: .task(task)) }
        }
        guard command.id.hasPrefix("guest."), let guest = state.cluster.snapshot.guest(of: finding) else {
            return .stay([])
        }
        return .closeAndChange { state in
            state.cluster.reveal(.guest(guest.id))
            return state.run(command)
        }
    }

    func chosen(_ index: Int, in state: AppState) -> LayerOutcome {
        Self.look(at: findings(in: state)[index])
    }

    private static func look(at finding: HealthFinding) -> LayerOutcome {
        .closeAndChange { $0.look(at: $0.cluster.place(of: finding)) }
    }

    func count(in state: AppState) -> Int { findings(in: state).count }
    func box(in state: AppState) -> Rect? { state.layout.closerLook }
    func list(in state: AppState) -> Rect { parts(in: state).list }

    private static func findings(in state: AppState) -> [HealthFinding] {
        let pane = state.cluster
        return Judgement(of: pane.diagnosis, silent: pane.silent, at: state.now.instant).findings
    }

    /// What was found at first, as it is now, then what was found since.
    private func findings(in state: AppState) -> [HealthFinding] {
        let known = Set(found.map(\.key))
        let current = Self.findings(in: state)
        let newest = Dictionary(current.map { ($0.key, $0) }) { first, _ in first }
        return found.map { newest[$0.key] ?? $0 } + current.filter { !known.contains($0.key) }
    }

    /// How far something that was found once can be told of.
    private enum Standing {
        case found
        /// Nobody tells of it just now.
        case open
        case over
    }

    private static func standings(of findings: [HealthFinding], in state: AppState) -> [Standing] {
        let current = Set(self.findings(in: state).map(\.key))
        return findings.map { finding in
            if current.contains(finding.key) { return .found }
            return state.cluster.snapshot.leavesOpen(finding.key, at: state.now.instant) ? .open : .over
        }
    }

    /// The sentence of the selected one.
    func selectedText(in state: AppState) -> String? { selected(in: state)?.text }

    private func selected(in state: AppState) -> HealthFinding? {
        let findings = findings(in: state)
        return findings.isEmpty ? nil : findings[min(chooser.selected, findings.count - 1)]
    }
}

extension AppState {
    /// Has nothing told of a finding for an hour, or again where that was wished for.
    fileprivate mutating func silence(_ finding: HealthFinding) -> [Effect] {
        house.silence.toggle(finding.key, in: cluster.name, at: now.epoch)
        let end = house.silence.end(finding.key, in: cluster.name, at: now.epoch)
        let words = end.map { "is silent until \(wallClock.minutes($0))" } ?? "is told of again"
        announce("\(finding.text) \(words).", .info)
        return []
    }

    /// Asks the butler what is going on with the thing that a finding is about.
    fileprivate mutating func ask(about finding: HealthFinding) -> [Effect] {
        let place = cluster.place(of: finding)
        if case .row(let row) = place { cluster.reveal(row) }
        let subject = place == .row(.quorum) ? finding.text : selectionPhrase ?? finding.text
        return say(Remark(text: "What is going on with \(subject)?", cluster: cluster.name))
    }
}

extension AmissLayer {
    func draw(into frame: inout Frame, _ scene: Scene) {
        let rect = scene.layout.closerLook
        frame.fill(rect, style: scene.ink.text.on(scene.ink.background))
        let findings = findings(in: scene.state)
        let title = "WHAT IS AMISS IN \(scene.state.cluster.name)"
        let note = [Span("\(findings.count)", scene.ink.accent)]
        let inner = scene.panel(&frame, rect, title, isFocused: true, note: findings.isEmpty ? [] : note)
        let parts = parts(in: scene.state)
        let (unknown, foot) = (parts.unknown, parts.foot)
        for (index, line) in unknown.enumerated() {
            let sign = index == 0 ? "\(scene.glyphs[.unknown]) " : "  "
            frame.put(sign + line, in: foot.row(index + 1), style: scene.ink.unknown, glyphs: scene.glyphs)
        }
        guard !findings.isEmpty else {
            let words = unknown.isEmpty ? "Nothing: \(Judgement.nominal)." : "Nothing that is known of."
            return frame.put(words, in: inner.row(0), style: scene.ink.text, glyphs: scene.glyphs)
        }
        let standings = Self.standings(of: findings, in: scene.state)
        let (more, below) = (parts.more, parts.below)
        chooser.draw(into: &frame, parts.list, count: findings.count, scene) { frame, index, row, ground in
            draw(findings[index], standings[index], into: &frame, row, on: ground, scene)
        }
        for (index, line) in more.prefix(max(0, below.height - 1)).enumerated() {
            let row = below.row(index + 1).inset(dx: 2, dy: 0)
            frame.put(line, in: row, style: scene.ink.dim, glyphs: scene.glyphs)
        }
    }

    /// What stands where: the findings, more of the selected one, and what is not known.
    private struct Parts {
        var list: Rect
        var below: Rect
        var foot: Rect
        var more: [String] = []
        var unknown: [String]
    }

    private func parts(in state: AppState) -> Parts {
        let inner = state.layout.closerLook.inset()
        let unknown = Self.unknown(state).flatMap { $0.wrapped(toColumns: inner.width - 2) }
        let (above, foot) = inner.splitBottom(unknown.isEmpty ? 0 : unknown.count + 1)
        var parts = Parts(list: above, below: above, foot: foot, unknown: unknown)
        let findings = findings(in: state)
        guard !findings.isEmpty else { return parts }
        let chosen = min(chooser.selected, findings.count - 1)
        let standing = Self.standings(of: [findings[chosen]], in: state)
        parts.more = Self.more(of: findings[chosen], standing[0], in: state, width: inner.width - 4)
        (parts.list, parts.below) = above.splitTop(
            max(1, min(findings.count, above.height - parts.more.count - 1)))
        return parts
    }

    /// A finding in one line: its sign, its words, and since when at the right.
    private func draw(
        _ finding: HealthFinding, _ standing: Standing, into frame: inout Frame, _ row: Rect,
        on ground: Color, _ scene: Scene
    ) {
        let isChosen = ground == scene.ink.selection.background
        let plain = isChosen ? scene.ink.selection : scene.ink.text
        let (style, symbol) =
            switch standing {
            case .found: (scene.ink.severity(finding.severity, on: scene.ink.text), finding.severity.symbol)
            case .open: (scene.ink.unknown, Symbol.unknown)
            case .over: (scene.ink.dim, Symbol.done)
            }
        let moment = Self.moment(of: finding, standing, scene.state)
        let sign = scene.glyphs[symbol]
        frame.put(" \(sign) ", at: row.origin, style: isChosen ? plain : style, in: row)
        let room = Rect(
            x: row.x + 3, y: row.y, width: max(0, row.width - moment.columns - 5), height: 1)
        frame.put(finding.text, in: room, style: isChosen ? plain : style, glyphs: scene.glyphs)
        let end = Rect(x: row.x, y: row.y, width: max(0, row.width - 1), height: 1)
        scene.right(&frame, moment, in: end, row: 0, style: isChosen ? plain : scene.ink.dim)
    }

    private static func moment(
        of finding: HealthFinding, _ standing: Standing, _ state: AppState
    ) -> String {
        if standing == .over { return "over" }
        if standing == .open { return "not known" }
        guard let since = finding.since else { return "" }
        let words = finding.isEvent ? "at" : "since"
        return "\(words) \(state.wallClock.moment(since.timeIntervalSince1970, seenAt: state.now.epoch))"
    }

    /// What else is to be said of one: somebody else's words, and what to do.
    private static func more(
        of finding: HealthFinding, _ standing: Standing, in state: AppState, width: Int
    ) -> [String] {
        let detail = finding.detail.map { Untrusted($0).line } ?? ""
        let remedy =
            switch standing {
            case .found: finding.remedy.sentence
            case .open: "Nobody tells of it just now."
            case .over: "It is over."
            }
        let circumstances = finding.circumstances(in: state.cluster.believed, near: state.near)
        let around = standing == .found ? circumstances.map(\.sentence) : []
        let silence = state.house.silence.end(finding.key, in: state.cluster.name, at: state.now.epoch)
        let end = state.catalog.words(AmissAction.silence, "ends that").map { "; \($0)" } ?? ""
        let silent = silence.map { "Silent until \(state.wallClock.minutes($0))\(end)." } ?? ""
        return ([detail] + around + [remedy, silent]).filter { !$0.isEmpty }.flatMap {
            $0.wrapped(toColumns: max(8, width))
        }
    }

    /// What nobody knows, and how old the rest is.
    private static func unknown(_ state: AppState) -> [String] {
        let pane = state.cluster
        let judgement = Judgement(of: pane.diagnosis, silent: pane.silent, at: state.now.instant)
        let age = judgement.age.map { "figures \(Format.duration($0)) old" }
        let unknown =
            judgement.unknown.isEmpty ? nil : "not known: \(judgement.unknown.joined(separator: ", "))"
        let others = state.clusters.filter { $0.name != pane.name }.compactMap { other -> String? in
            let health = Health(other, at: state.now, state.wallClock)
            return health.severity == .info ? nil : "\(other.name): \(health.text)"
        }
        return [age, judgement.waiting, unknown].compactMap(\.self) + others
    }
}
